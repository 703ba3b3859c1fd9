"""The desk that runs the show."""

from django.urls import path

from .views import corrections, decisions, home, judges, kept, links, releases, screens, sheets, stage

ROOT = "desk/"
app_name = "desk"
urlpatterns = [
    path("<int:pk>/", home.board, name="board"),
    path("<int:pk>/state/", home.state, name="state"),
    path("<int:pk>/performances/<int:performance>/start/", stage.start, name="start"),
    path("<int:pk>/performances/<int:performance>/clock/", stage.clock, name="clock"),
    path("<int:pk>/performances/<int:performance>/close/", stage.close, name="close"),
    path("<int:pk>/performances/<int:performance>/cancel/", stage.cancel, name="cancel"),
    path("<int:pk>/performances/<int:performance>/reopen/", stage.reopen, name="reopen"),
    path("<int:pk>/codes/", home.unlock, name="unlock-codes"),
    path("<int:pk>/sign-in/", home.unlock_places, name="unlock-sign-in"),
    path("<int:pk>/finish/", stage.finish, name="finish"),
    path("<int:pk>/resume/", stage.resume, name="resume"),
    path("<int:pk>/contestants/<int:contestant>/points/", corrections.points, name="points"),
    path("<int:pk>/contestants/<int:contestant>/status/", corrections.status, name="status"),
    path("<int:pk>/points/<int:adjustment>/void/", corrections.void, name="void"),
    path("<int:pk>/decisions/", decisions.decisions, name="decisions"),
    path("<int:pk>/decisions/<int:decision>/withdraw/", decisions.withdraw, name="withdraw"),
    path("<int:pk>/papers/", sheets.papers, name="papers"),
    path("<int:pk>/papers/<int:submission>/", sheets.confirm, name="confirm"),
    path("<int:pk>/kept/", kept.kept_sheets, name="kept"),
    path("<int:pk>/kept/<int:kept>/", kept.decide, name="kept-sheet"),
    path("<int:pk>/sheets/<int:sheet>/reopen/", sheets.reopen, name="reopen-sheet"),
    path("<int:pk>/sheets/<int:sheet>/paper/", sheets.paper, name="paper"),
    path("<int:pk>/release/", releases.release, name="release"),
    path("<int:pk>/release/<int:release>/take-back/", releases.take_back, name="take-back-release"),
    path("<int:pk>/release/<int:release>/correct/", releases.correct, name="correct-release"),
    path("<int:pk>/release/sheets/<int:sheet>/check/", releases.check, name="check-sheet"),
    path("<int:pk>/judges/<int:judge>/", sheets.judge, name="judge"),
    path("<int:pk>/judges/<int:judge>/help/", judges.settle, name="settle-help"),
    path("<int:pk>/judges/<int:judge>/replace/", judges.replace, name="replace"),
    path("<int:pk>/judges/<int:judge>/leave/", judges.leave, name="leave"),
    path("<int:pk>/screens/", screens.screens, name="screens"),
    path("<int:pk>/screens/show/", screens.show, name="show"),
    path("<int:pk>/screens/follow/", screens.follow, name="follow"),
    path("<int:pk>/screens/prompt/", screens.prompt, name="prompt"),
    path("<int:pk>/screens/usual/", links.usual, name="usual-links"),
    path("<int:pk>/screens/add/", links.add, name="add-link"),
    path("<int:pk>/screens/<int:link>/", links.change, name="link"),
    path("<int:pk>/screens/<int:link>/replace/", links.replace, name="replace-link"),
    path("<int:pk>/screens/<int:link>/remove/", links.remove, name="remove-link"),
    path("<int:pk>/screens/<int:link>/identify/", links.ask, name="identify"),
]
