"""The emcee's page, by a link of its own."""

from django.urls import path

from . import views

ROOT = "emcee/"
app_name = "emcee"
urlpatterns = [
    path("<str:token>/", views.emcee, name="emcee"),
    path("<str:token>/state/", views.state, name="state"),
    path("<str:token>/media/<str:name>", views.media, name="media"),
]
