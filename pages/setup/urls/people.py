"""Pages on which judges, contestants, the running order and ready scores are entered."""

from django.urls import path

from pages.setup.views import contestant_list, external, judges, ladder, people, rooms, route
from pages.setup.views import running_order as order

app_name = "people"
urlpatterns = [
    path("<int:pk>/judges/", judges.judges, name="judges"),
    path("<int:pk>/judges/more/", judges.more, name="more"),
    path("<int:pk>/judges/<int:judge>/", people.judge, name="judge"),
    path("<int:pk>/panels/new/", people.panel, name="new-panel"),
    path("<int:pk>/panels/<int:panel>/", people.panel, name="panel"),
    path("<int:pk>/contestants/", people.contestants, name="contestants"),
    path("<int:pk>/contestants/list/", contestant_list.take, name="contestant-list"),
    path("<int:pk>/contestants/template/", contestant_list.contestants_template, name="contestants-template"),
    path("<int:pk>/contestants/take-over/", ladder.take_over, name="take-over"),
    path("<int:pk>/contestants/<int:contestant>/", people.contestant, name="contestant"),
    path("<int:pk>/contestants/<int:contestant>/remove/", people.remove, name="remove"),
    path("<int:pk>/order/", order.order, name="order"),
    path("<int:pk>/rooms/", rooms.rooms, name="rooms"),
    path("<int:pk>/route/", route.route, name="route"),
    path("<int:pk>/scores/", external.first, name="ready-scores"),
    path("<int:pk>/rounds/<int:round>/scores/", external.scores, name="scores"),
    path("<int:pk>/rounds/<int:round>/scores/template/", external.scores_template, name="scores-template"),
]
