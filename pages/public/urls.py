"""What residents read."""

from django.urls import path

from .views import campaign, contest, experience, home, indicators, live, year

ROOT = ""
app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("districts/<slug:slug>/", home.district, name="district"),
    path("districts/<slug:slug>/indicators/<int:pk>/", indicators.indicator, name="indicator"),
    path("districts/<slug:slug>/streets/<int:pk>/", home.street, name="street"),
    path("districts/<slug:slug>/experience/", experience.experience, name="experience"),
    path("districts/<slug:slug>/campaigns/<int:pk>/", campaign.campaign, name="campaign"),
    path("districts/<slug:slug>/campaigns/<int:pk>/<str:name>", campaign.banner, name="campaign-banner"),
    path("districts/<slug:slug>/years/<int:year>/", year.year, name="year"),
    path("experience/<int:pk>/", experience.presentation, name="presentation"),
    path("experience/<int:pk>/files/<int:file>/", experience.file, name="presentation-file"),
    path("communities/<int:pk>/", home.community, name="community"),
    path("values/<int:pk>/files/<int:file>/", indicators.value_file, name="value-file"),
    path("contests/<int:pk>/", contest.contest, name="contest"),
    path("contests/<int:pk>/publications/<int:number>/", contest.publication, name="publication"),
    path("contests/<int:pk>/live/", live.live, name="live"),
    path("contests/<int:pk>/live/state/", live.state, name="live-state"),
    path("contests/<int:pk>/contestants/<int:contestant>/", contest.contestant, name="contestant"),
    path("contests/<int:pk>/photos/<str:name>", contest.photo, name="photo"),
    path("certificates/", contest.certificates, name="certificates"),
    path("certificates/<path:serial>/", contest.certificate, name="certificate"),
]
