"""All addresses. There are none yet: the product so far is the sums and their command line."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
