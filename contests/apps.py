"""The middle app: it stands on `communities`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    """What is judged, by whom, under which rules."""

    name = "contests"
    verbose_name = _("Contests")
