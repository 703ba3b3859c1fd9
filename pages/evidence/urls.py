"""Where evidence of check items is sent and looked at."""

from django.urls import path

from . import views

ROOT = ""
app_name = "evidence"
urlpatterns = [
    path("evidence/<int:pk>/", views.contest, name="contest"),
    path("evidence/<int:pk>/links/", views.give_links, name="give-links"),
    path("evidence/of/<int:where>/", views.contestant, name="contestant"),
    path("evidence/of/<int:where>/<int:item>/", views.add, name="add"),
    path("evidence/of/<int:where>/files/<int:file>/", views.file, name="file"),
    path("evidence/of/<int:where>/files/<int:file>/remove/", views.remove, name="remove"),
    path("e/<str:where>/", views.centre, name="centre"),
    path("e/<str:where>/<int:item>/", views.add, name="centre-add"),
    path("e/<str:where>/files/<int:file>/", views.file, name="centre-file"),
    path("e/<str:where>/files/<int:file>/remove/", views.remove, name="centre-remove"),
]
