"""The desk that runs the show."""

from django.urls import path

from scoring.views import desk, desk_corrections, desk_decisions, desk_judges, desk_sheets, desk_stage

app_name = "desk"
urlpatterns = [
    path("<int:pk>/", desk.board, name="board"),
    path("<int:pk>/state/", desk.state, name="state"),
    path("<int:pk>/performances/<int:performance>/start/", desk_stage.start, name="start"),
    path("<int:pk>/performances/<int:performance>/clock/", desk_stage.clock, name="clock"),
    path("<int:pk>/performances/<int:performance>/close/", desk_stage.close, name="close"),
    path("<int:pk>/performances/<int:performance>/cancel/", desk_stage.cancel, name="cancel"),
    path("<int:pk>/performances/<int:performance>/reopen/", desk_stage.reopen, name="reopen"),
    path("<int:pk>/finish/", desk_stage.finish, name="finish"),
    path("<int:pk>/resume/", desk_stage.resume, name="resume"),
    path("<int:pk>/contestants/<int:contestant>/points/", desk_corrections.points, name="points"),
    path("<int:pk>/contestants/<int:contestant>/status/", desk_corrections.status, name="status"),
    path("<int:pk>/points/<int:adjustment>/void/", desk_corrections.void, name="void"),
    path("<int:pk>/decisions/", desk_decisions.decisions, name="decisions"),
    path("<int:pk>/decisions/<int:decision>/withdraw/", desk_decisions.withdraw, name="withdraw"),
    path("<int:pk>/papers/", desk_sheets.papers, name="papers"),
    path("<int:pk>/papers/<int:submission>/", desk_sheets.confirm, name="confirm"),
    path("<int:pk>/sheets/<int:sheet>/reopen/", desk_sheets.reopen, name="reopen-sheet"),
    path("<int:pk>/sheets/<int:sheet>/paper/", desk_sheets.paper, name="paper"),
    path("<int:pk>/judges/<int:judge>/", desk_sheets.judge, name="judge"),
    path("<int:pk>/judges/<int:judge>/replace/", desk_judges.replace, name="replace"),
    path("<int:pk>/judges/<int:judge>/leave/", desk_judges.leave, name="leave"),
]
