"""What a judge sees: the card, the sheet, the way to sign in."""

from django.urls import URLPattern, URLResolver, include, path

from .views import calling, card, evidence, home, now, order, outbox, parts, report, sheet, worker

ROOT = ""
app_name = "judge"
seated: list[URLPattern] = [
    path("state/", home.state, name="state"),  # asked twice a second, and so first
    path("", now.home, name="home"),
    path("seat/", card.seat, name="seat"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("report/", report.report, name="report"),
    path("order/", order.order, name="order"),
    path("worker.js", worker.worker, name="worker"),
    path("parts/<str:language>/<str:version>/", parts.parts, name="parts"),
    path("leave/", home.leave, name="leave"),
    path("help/", calling.call, name="call"),
    path("evidence/<int:pk>/", evidence.evidence, name="evidence"),
    path("sheets/", home.sheets, name="sheets"),
    path("sheets/<int:pk>/", sheet.sheet, name="sheet"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("judge/", include(seated)),
    path("j/<str:secret>/", card.card, name="card"),
    path("k/", card.any_code, name="any-code"),
    path("k/<int:pk>/", card.code, name="code"),
]
