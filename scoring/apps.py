"""The highest app: it stands on `contests` and `communities`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScoringConfig(AppConfig):
    """From a judge's tap to a certificate."""

    name = "scoring"
    verbose_name = _("Scoring")
