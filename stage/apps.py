"""The show stands on `scoring`, which knows nothing of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StageConfig(AppConfig):
    """What the hall sees and hears of a contest while it runs."""

    name = "stage"
    verbose_name = _("Stage")

    def ready(self) -> None:
        """Let the sentences of refusals and the verbs of the journal be known, and files go with their rows."""
        from stage import media_folder, verbs, wording  # noqa: F401, PLC0415 - once all models are there
