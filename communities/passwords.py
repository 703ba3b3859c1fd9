"""Passwords that everybody knows."""

from __future__ import annotations

from django.core.exceptions import ValidationError

SAMPLE = "leitai-demo-2026"
"""Of the people of the sample district, printed by `make demo`."""


class NotTheSamples:
    """The password of the sample opens nothing else."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - as Django calls it
        """Raise where it is that of the sample."""
        if password.strip().casefold() == SAMPLE:
            raise ValidationError("The password of the sample.", code="password_too_common")

    def get_help_text(self) -> str:
        """Nothing beyond what the field says."""
        return ""
