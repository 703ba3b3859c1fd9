"""Where a message waits until the next page shows it: in a cookie whose name is another by https (decision 49)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessageCookie(CookieStorage):
    """A cookie that plain http can replace although https was spoken at this address yesterday."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class MessageStorage(FallbackStorage):
    """The cookie, and the session for what does not fit into it."""

    storage_classes = (MessageCookie, SessionStorage)
