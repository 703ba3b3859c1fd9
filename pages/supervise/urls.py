"""Pages of supervisors."""

from django.urls import path

from . import views as supervise

ROOT = "supervise/"
app_name = "supervise"
urlpatterns = [
    path("", supervise.home, name="home"),
    path("<slug:slug>/", supervise.district, name="district"),
    path("<slug:slug>/looked/", supervise.looked, name="looked"),
    path("<slug:slug>/accounts/", supervise.accounts, name="accounts"),
]
