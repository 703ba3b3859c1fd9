"""Browsers of Django's test client, and the words of the pages they get."""

import re
from html import unescape

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from config.sessions import SessionStore


def client_of(user=None, language="en"):
    """A browser of somebody who has signed in, or of anybody, that asks for a language."""
    client = Client(headers={"accept-language": language})
    if user is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
    return client


def session_of(user) -> str:
    """The key of a session as signing in leaves it; in two statements, where Django's `force_login` takes ten."""
    begun = SessionStore()
    begun[SESSION_KEY], begun[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    begun[HASH_SESSION_KEY] = user.get_session_auth_hash()
    begun._session_key = begun._get_new_session_key()
    begun.create_model_instance(begun._session).save(force_insert=True)
    return begun.session_key


def text_of(response):
    """The words of a page, without tags, one blank between them."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
