"""What a judge sees: the card, the sheet, the way to sign in."""

from django.urls import URLPattern, path

from .views import calling, card, home, outbox, sheet, worker

ROOT = ""
app_name = "judge"
urlpatterns: list[URLPattern] = [
    path("judge/state/", home.state, name="state"),  # asked twice a second
    path("j/<str:secret>/", card.card, name="card"),
    path("k/", card.any_code, name="any-code"),
    path("k/<int:pk>/", card.code, name="code"),
    path("judge/", home.home, name="home"),
    path("judge/seat/", card.seat, name="seat"),
    path("judge/outbox/", outbox.outbox, name="outbox"),
    path("judge/worker.js", worker.worker, name="worker"),
    path("judge/leave/", home.leave, name="leave"),
    path("judge/help/", calling.call, name="call"),
    path("judge/sheets/", home.sheets, name="sheets"),
    path("judge/sheets/<int:pk>/", sheet.sheet, name="sheet"),
]
