"""Pages on which a contest is set up: what is judged, and by which rules."""

from django.urls import path, register_converter

from pages.setup.views import awards, contests, questions, rounds, show
from pages.setup.views import moving as order


class KindConverter:
    """The kinds of rows that can be moved and taken away."""

    regex = "|".join(order.KINDS)

    def to_python(self, value: str) -> str:
        """The kind as the views know it."""
        return value

    def to_url(self, value: str) -> str:
        """The kind as an address has it."""
        return value


register_converter(KindConverter, "kind_of_part")

app_name = "setup"
urlpatterns = [
    path("", contests.contests, name="contests"),
    path("new/", contests.new, name="new"),
    path("<int:pk>/copy/", contests.copy, name="copy"),
    path("<int:pk>/about/", contests.basics, name="basics"),
    path("<int:pk>/show/", show.show, name="show"),
    path("<int:pk>/remove/", contests.remove, name="remove"),
    path("<int:pk>/rounds/", rounds.rounds, name="rounds"),
    path("<int:pk>/rounds/new/", rounds.new_round, name="new-round"),
    path("<int:pk>/rounds/<int:part>/", rounds.change_round, name="round"),
    path("<int:pk>/rounds/<int:part>/items/new/", rounds.new_item, name="new-item"),
    path("<int:pk>/rounds/<int:part>/questions/", questions.questions, name="questions"),
    path("<int:pk>/rounds/<int:part>/cut/", rounds.cut, name="cut"),
    path("<int:pk>/items/<int:part>/", rounds.change_item, name="item"),
    path("<int:pk>/awards/", awards.awards, name="awards"),
    path("<int:pk>/awards/new/", awards.new_award, name="new-award"),
    path("<int:pk>/awards/<int:part>/", awards.change_award, name="award"),
    path("<int:pk>/<kind_of_part:kind>/<int:part>/move/", order.move, name="move"),
    path("<int:pk>/<kind_of_part:kind>/<int:part>/remove/", order.take_away, name="take-away"),
]
