"""Service centres that were evaluated twice."""

from contests.models import Contest
from scoring import actions
from scoring.queries import in_force
from tests.cast import NOW, later

TITLES = {"before": "上次评估", "again": "本次评估"}
ITEMS = {"premises": "阵地场所", "running": "工作运行"}


def evaluated(cast, slug, marks, came=None, most="100"):
    """An evaluation of centres with two standards, published: marks by number and item."""
    people = [{"id": number, "name": f"样例中心{number}"} for number in marks]
    for person in people if came else ():
        person["about"] = {"came_from": came[person["id"]]}
    document = {
        "format": "leitai-contest/1",
        "title": TITLES[slug],
        "about": {"preset": "standards"},
        "rules": {"trim": "item"},
        "panels": [{"id": "jury", "name": "评估组"}],
        "rounds": [
            {
                "id": "visit",
                "name": "实地评估",
                "items": [{"id": key, "name": name, "max": most, "weight": "0.5"} for key, name in ITEMS.items()],
            }
        ],
        "judges": [{"id": "J1", "panel": "jury", "name": "评估员"}],
        "contestants": people,
        "marks": [["visit", "J1", who, item, points] for who, own in marks.items() for item, points in own.items()],
        "awards": [{"name": "示范", "quota": 9, "min": "90"}],
    }
    contest = actions.import_contest(source=document, district=cast.district, slug=slug, by=cast.wang, now=NOW)
    actions.publish_results(contest=contest, by=cast.wang, now=later(1))
    return Contest.objects.get(pk=contest.pk)


def seen_again(cast, now=None, most="100"):
    """Two centres, evaluated this year and last."""
    before = evaluated(
        cast, "before", {"C1": {"premises": "70", "running": "80"}, "C2": {"premises": "95", "running": "90"}}
    )
    rows = {row["contestant"]: row for row in in_force(before).data["result"]["standings"]}
    came = {
        who: {
            "contest": "before",
            "title": TITLES["before"],
            "publication": 1,
            "number": who,
            "name": f"样例中心{who}",
            "place": row["place"],
            "awards": row["awards"],
            "score": row["score"],
        }
        for who, row in rows.items()
    }
    return evaluated(
        cast,
        "again",
        now or {"C1": {"premises": "90.5", "running": "80"}, "C2": {"premises": "94", "running": "91"}},
        came,
        most,
    )
