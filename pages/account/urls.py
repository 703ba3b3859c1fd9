"""Signing in and out, and one's own account."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views as account

ROOT = "account/"
app_name = "account"
urlpatterns = [
    path("sign-in/", account.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("", account.profile, name="profile"),
    path("password/", account.password, name="password"),
]
