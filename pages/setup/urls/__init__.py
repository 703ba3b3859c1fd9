"""Addresses of a contest being set up."""

from django.urls import URLPattern, URLResolver, include, path

ROOT = "manage/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"pages.setup.urls.{part}")) for part in ("setup", "people", "rules", "recusals")
]
