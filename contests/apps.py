"""The middle app: it stands on `communities`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    """What is judged, by whom, under which rules."""

    name = "contests"
    verbose_name = _("Contests")

    def ready(self) -> None:
        """Let the sentences of refusals and the verbs of the journal be known, and each contest have its word."""
        from contests import judged, verbs, wording  # noqa: F401, PLC0415 - once all models are there

        judged.install()
