"""What residents read."""

from django.urls import path

from scoring.views import public, public_contest

app_name = "public"
urlpatterns = [
    path("", public.home, name="home"),
    path("districts/<slug:slug>/", public.district, name="district"),
    path("communities/<int:pk>/", public.community, name="community"),
    path("contests/<int:pk>/", public_contest.contest, name="contest"),
    path("contests/<int:pk>/publications/<int:number>/", public_contest.publication, name="publication"),
    path("contests/<int:pk>/contestants/<path:key>/", public_contest.contestant, name="contestant"),
    path("certificates/<path:serial>/", public_contest.certificate, name="certificate"),
]
