"""What a judge sees: the card, the sheet, the way to sign in."""

from django.urls import URLPattern, path

from scoring.views import judge, judge_card, judge_sheet

app_name = "judge"
urlpatterns: list[URLPattern] = [
    path("j/<str:secret>/", judge_card.card, name="card"),
    path("k/", judge_card.any_code, name="any-code"),
    path("k/<int:pk>/", judge_card.code, name="code"),
    path("judge/", judge.home, name="home"),
    path("judge/state/", judge.state, name="state"),
    path("judge/leave/", judge.leave, name="leave"),
    path("judge/sheets/", judge.sheets, name="sheets"),
    path("judge/sheets/<int:pk>/", judge_sheet.sheet, name="sheet"),
]
