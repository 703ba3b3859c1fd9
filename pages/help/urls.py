"""The guides."""

from django.urls import path

from . import views

ROOT = "help/"
app_name = "help"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:name>/", views.guide, name="guide"),
]
