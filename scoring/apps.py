"""The highest app: it stands on `contests` and `communities`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScoringConfig(AppConfig):
    """From a judge's tap to a certificate."""

    name = "scoring"
    verbose_name = _("Scoring")

    def ready(self) -> None:
        """Let the sentences of refusals be known."""
        from scoring import wording  # noqa: F401, PLC0415 - once all models are there
