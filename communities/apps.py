"""The lowest app: it imports none of the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    """Where and who."""

    name = "communities"
    verbose_name = _("Communities")

    def ready(self) -> None:
        """Let the verbs of the journal be known, and listen for sign-ins that are refused."""
        from communities import sign_ins  # noqa: F401, PLC0415 - once all models are there
        from communities.journal import verbs  # noqa: F401, PLC0415 - once all models are there
