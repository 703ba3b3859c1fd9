"""Everything that changes a show: locked, checked, written into the journal."""

from .settings import change_show

__all__ = ["change_show"]
