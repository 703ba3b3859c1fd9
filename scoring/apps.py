"""The highest app: it stands on `contests` and `communities`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScoringConfig(AppConfig):
    """From a judge's tap to a certificate."""

    name = "scoring"
    verbose_name = _("Scoring")

    def ready(self) -> None:
        """Let the sentences of refusals and the verbs of the journal be known."""
        from scoring import verbs, wording  # noqa: F401, PLC0415 - once all models are there
