"""Pages of a district's campaigns."""

from django.urls import path

from .views import banners, campaigns, contests, season

ROOT = "campaigns/"
app_name = "campaigns"
urlpatterns = [
    path("contests/<int:pk>/", contests.of_contest, name="of-contest"),
    path("<slug:slug>/", campaigns.campaigns, name="campaigns"),
    path("<slug:slug>/new/", campaigns.new, name="new"),
    path("<slug:slug>/<int:pk>/", campaigns.campaign, name="campaign"),
    path("<slug:slug>/<int:pk>/publish/", campaigns.publish, name="publish"),
    path("<slug:slug>/<int:pk>/withdraw/", campaigns.withdraw, name="withdraw"),
    path("<slug:slug>/<int:pk>/end/", campaigns.end, name="end"),
    path("<slug:slug>/<int:pk>/resume/", campaigns.resume, name="resume"),
    path("<slug:slug>/<int:pk>/remove/", campaigns.remove, name="remove"),
    path("<slug:slug>/<int:pk>/contests/", contests.include, name="include"),
    path("<slug:slug>/<int:pk>/contests/<int:contest>/remove/", contests.exclude, name="exclude"),
    path("<slug:slug>/<int:pk>/contests/<int:contest>/move/", contests.move, name="move"),
    path("<slug:slug>/<int:pk>/banner/", banners.change, name="set-banner"),
    path("<slug:slug>/<int:pk>/banner/remove/", banners.remove, name="remove-banner"),
    path("<slug:slug>/<int:pk>/banner/<str:name>", banners.banner, name="banner"),
    path("<slug:slug>/<int:pk>/season/", season.season, name="season"),
    path("<slug:slug>/<int:pk>/season/remove/", season.remove, name="remove-season"),
    path("<slug:slug>/<int:pk>/season/workbook/", season.workbook, name="season-workbook"),
]
