"""Screens of the hall, each by a link of its own."""

from django.urls import path

from .views import screen

ROOT = "screen/"
app_name = "screen"
urlpatterns = [
    path("<str:token>/", screen.screen, name="screen"),
    path("<str:token>/state/", screen.state, name="state"),
    path("<str:token>/ahead/", screen.ahead, name="ahead"),
    path("<str:token>/media/<str:name>", screen.media, name="media"),
]
