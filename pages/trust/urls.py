"""How to trust the laptop."""

from django.urls import path

from . import views

ROOT = "trust/"
app_name = "trust"
urlpatterns = [
    path("", views.home, name="home"),
    path("leitai.cer", views.certificate, name="certificate"),
    path("leitai.mobileconfig", views.profile, name="profile"),
]
