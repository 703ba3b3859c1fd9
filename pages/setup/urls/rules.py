"""The rule sheet of a contest: it needs the sums to say what it will do, so it stands in this app."""

from django.urls import path

from pages.setup.views import rules

app_name = "rules"
urlpatterns = [
    path("<int:pk>/rules/", rules.sheet, name="sheet"),
    path("<int:pk>/rules/change/", rules.change, name="change"),
    path("<int:pk>/rules/panel/", rules.panel, name="panel"),
    path("<int:pk>/rules/round/", rules.round_rules, name="round"),
    path("<int:pk>/rules/ties/add/", rules.add_link, name="add-link"),
    path("<int:pk>/rules/ties/change/", rules.change_link, name="change-link"),
]
