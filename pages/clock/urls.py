"""The timekeeper's clock, by a link of its own."""

from django.urls import path

from . import views

ROOT = "clock/"
app_name = "clock"
urlpatterns = [
    path("<str:token>/", views.clock, name="clock"),
    path("<str:token>/state/", views.state, name="state"),
    path("<str:token>/start/", views.start, name="start"),
    path("<str:token>/pause/", views.pause, name="pause"),
    path("<str:token>/correct/", views.correct, name="correct"),
]
