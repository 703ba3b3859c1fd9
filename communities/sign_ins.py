"""Sign-ins that were refused are kept beside the faults."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from .faults import SIGN_IN
from .models import User

logger = logging.getLogger("leitai")


@receiver(user_login_failed)
def keep_refused_sign_in(credentials: dict[str, Any], request: HttpRequest | None = None, **_: object) -> None:
    """Keep that somebody tried. A name nobody has is not kept: people type passwords into the wrong field."""
    name = str(credentials.get("username", ""))
    known = User.objects.filter(username=name).exists()
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    logger.warning("%s", address, extra={"kind": SIGN_IN, "who": name if known else "", "request": request})
