"""Who does not mark whom. In this app, since after opening marks may have come in."""

from django.urls import path

from pages.setup.views import recusals

app_name = "recusals"
urlpatterns = [
    path("<int:pk>/recusals/", recusals.recusals, name="list"),
    path("<int:pk>/recusals/confirm/", recusals.confirm, name="confirm"),
    path("<int:pk>/recusals/<int:recusal>/withdraw/", recusals.withdraw, name="withdraw"),
]
