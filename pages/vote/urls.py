"""The ballot behind a voting card's QR code, and where its short code is typed."""

from django.urls import path

from . import views

ROOT = ""
app_name = "vote"
urlpatterns = [
    path("v/<str:secret>/", views.ballot, name="ballot"),
    path("w/<int:pk>/", views.code, name="code"),
]
