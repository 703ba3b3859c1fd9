"""Answers that are made smaller on their way."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PACKED = ("image/png", "image/jpeg", "video/")
"""What is as small as it can be; compressed again, a part of a film would be no part of it any more."""


class Compressed(GZipMiddleware):
    """Compress all but pictures and films."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed where that helps and who asks can read it."""
        if response.get("Content-Type", "").startswith(PACKED):
            return response
        return super().process_response(request, response)
