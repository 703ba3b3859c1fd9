"""Pages of a district's indicators and their values."""

from django.urls import path, register_converter

from .views import catalogue, grid, mapping, sheet, value, waiting


class PeriodCode:
    """The code of a period, as in 2026-Q2."""

    regex = r"(?:19|20|21)[0-9]{2}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?"

    def to_python(self, text: str) -> str:
        """As it stands."""
        return text

    def to_url(self, code: str) -> str:
        """As it stands."""
        return code


register_converter(PeriodCode, "period")

ROOT = "achievements/"
app_name = "achievements"
urlpatterns = [
    path("<slug:slug>/", grid.grid, name="grid"),
    path("<slug:slug>/waiting/", waiting.waiting, name="waiting"),
    path("<slug:slug>/waiting/<period:period>/", waiting.period, name="period"),
    path("<slug:slug>/waiting/<int:street>/<period:period>/", waiting.batch, name="batch"),
    path("<slug:slug>/values/<int:indicator>/<int:community>/<period:period>/", value.value, name="value"),
    path("<slug:slug>/values/<int:pk>/withdraw/", value.withdraw, name="withdraw"),
    path("<slug:slug>/values/<int:pk>/files/", value.add_file, name="add-value-file"),
    path("<slug:slug>/values/<int:pk>/files/<int:file>/", value.file, name="value-file"),
    path("<slug:slug>/values/<int:pk>/files/<int:file>/remove/", value.remove_file, name="remove-value-file"),
    path("<slug:slug>/sheet/", sheet.sheet, name="sheet"),
    path("<slug:slug>/sheet/take/", sheet.take, name="take-sheet"),
    path("<slug:slug>/sheet/wide.xlsx", sheet.export, {"kind": sheet.WIDE}, name="wide-sheet"),
    path("<slug:slug>/sheet/long.xlsx", sheet.export, {"kind": sheet.LONG}, name="long-sheet"),
    path("<slug:slug>/in-words/", mapping.in_words, name="in-words"),
    path("<slug:slug>/indicators/", catalogue.catalogue, name="catalogue"),
    path("<slug:slug>/indicators/starter-set/", catalogue.starter_set, name="starter-set"),
    path("<slug:slug>/indicators/new/", catalogue.new, name="new-indicator"),
    path("<slug:slug>/indicators/<int:pk>/", catalogue.change, name="indicator"),
    path("<slug:slug>/indicators/<int:pk>/remove/", catalogue.remove, name="remove-indicator"),
]
