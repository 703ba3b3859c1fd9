"""The language in which somebody reads: Chinese unless English was chosen."""

from __future__ import annotations

from django.utils.translation import get_language


def in_chinese() -> bool:
    """Whether the active language is Chinese, as it is where none is active."""
    return (get_language() or "zh").startswith("zh")


def active_language() -> str:
    """The active language as the sums and the templates of papers name it: zh or en."""
    return "zh" if in_chinese() else "en"


def active_language_code() -> str:
    """The active language as Django and the forms of papers name it: zh-hans or en."""
    return "zh-hans" if in_chinese() else "en"
