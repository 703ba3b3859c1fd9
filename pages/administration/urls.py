"""Pages of administrators: districts, streets, communities, people."""

from django.urls import path

from .views import faults, journal, register
from .views import localities as administration
from .views import people as members

ROOT = "administration/"
app_name = "administration"
urlpatterns = [
    path("", administration.home, name="home"),
    path("journal/", journal.journal, name="journal"),
    path("accounts/", journal.accounts, name="accounts"),
    path("faults/", faults.faults, name="faults"),
    path("people/", members.people, name="people"),
    path("people/new/", members.new_person, name="new-person"),
    path("people/unlock/", members.unlock_places, name="unlock-places"),
    path("people/<int:pk>/", members.person, name="person"),
    path("people/<int:pk>/password/", members.new_password, name="password"),
    path("people/<int:pk>/unlock/", members.unlock, name="unlock"),
    path("people/<int:pk>/roles/", members.give, name="give"),
    path("people/<int:pk>/roles/<int:membership>/take/", members.take, name="take"),
    path("districts/new/", administration.add, {"kind": "district"}, name="new-district"),
    path("districts/<int:pk>/change/", administration.change, {"kind": "district"}, name="change-district"),
    path("districts/<int:pk>/remove/", administration.remove, {"kind": "district"}, name="remove-district"),
    path("districts/<int:pk>/streets/new/", administration.add, {"kind": "street"}, name="new-street"),
    path("districts/<slug:slug>/", administration.district, name="district"),
    path("districts/<slug:slug>/register/", register.sheet, name="register"),
    path("districts/<slug:slug>/register/take/", register.take, name="take-register"),
    path("districts/<slug:slug>/register/register.xlsx", register.export, name="register-sheet"),
    path("streets/<int:pk>/change/", administration.change, {"kind": "street"}, name="change-street"),
    path("streets/<int:pk>/remove/", administration.remove, {"kind": "street"}, name="remove-street"),
    path("streets/<int:pk>/communities/new/", administration.add, {"kind": "community"}, name="new-community"),
    path("communities/<int:pk>/", administration.community, name="community-page"),
    path("communities/<int:pk>/change/", administration.change, {"kind": "community"}, name="change-community"),
    path("communities/<int:pk>/remove/", administration.remove, {"kind": "community"}, name="remove-community"),
    path("communities/<int:pk>/secretaries/new/", administration.add, {"kind": "secretary"}, name="new-secretary"),
    path("secretaries/<int:pk>/change/", administration.change, {"kind": "secretary"}, name="change-secretary"),
    path("secretaries/<int:pk>/remove/", administration.remove, {"kind": "secretary"}, name="remove-secretary"),
    path("communities/<int:pk>/achievements/new/", administration.add, {"kind": "achievement"}, name="new-achievement"),
    path("achievements/<int:pk>/change/", administration.change, {"kind": "achievement"}, name="change-achievement"),
    path("achievements/<int:pk>/remove/", administration.remove, {"kind": "achievement"}, name="remove-achievement"),
]
