"""Contest documents with a mass jury beside the judges: valid ones of every kind, and its counted ballots."""

from hypothesis import strategies as st

from tests.tabulation import generated_parts as parts
from tests.tabulation.generated import documents
from tests.tabulation.generated_pen import Document, Pen

POINTS = {"max": "10", "step": "0.5"}
GRADES = {"grades": [{"name": "优秀", "points": "9.5"}, {"name": "合格", "points": "7"}, {"name": "不合格", "points": "-1.25"}]}
CLASSES = ([{"id": "A"}], [{"id": "A", "weight": "0.6"}, {"id": "乙", "name": "其他", "weight": "0.4"}])


@st.composite
def documents_with_ballots(draw: st.DrawFn) -> Document:
    """A valid contest document; without decisions, since ballots change who is tied."""
    document, pen = draw(documents()), Pen(draw, notes=False)
    marked = [round_ for round_ in document["rounds"] if "items" in round_]
    if not marked:
        return document
    document.pop("decisions", None)
    for panel in document["panels"]:
        panel["weight"] = panel.get("weight") or "1"
    jury = {"id": "大众", "weight": pen.pick(("1", "0.4", "2")), "ballot": {**pen.pick((POINTS, GRADES))}}
    jury["ballot"]["classes"] = pen.pick(CLASSES)
    if pen.one_in(3):
        jury["rounds"] = [marked[0]["id"]]
    document["panels"].append(jury)
    document["ballots"] = [row for round_ in marked for row in _ballots(pen, document, jury, round_)]
    return document


def _ballots(pen: Pen, document: Document, jury: Document, round_: Document) -> list[list[object]]:
    """What was counted in one round; now and then nothing of a class."""
    palette = ("9.5", "7", "-1.25") if "grades" in jury["ballot"] else ("9.5", "7.0", "0")
    return [
        [round_["id"], jury["id"], person["id"], group["id"], points, pen.pick((1, 2, 30))]
        for person in document["contestants"]
        for group in jury["ballot"]["classes"]
        if parts.names(jury, round_) and not pen.one_in(12)
        for points in palette[: pen.pick((1, 2, 3))]
    ]
