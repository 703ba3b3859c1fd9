"""The kinds of contest known from the start, as parts of a contest file.

The rubrics and rules are those that real contests print. Overtime is deducted by the clock, so no rubric has an item
for time. Everything can be changed until the contest is opened.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contests.models import Announced

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of contest; `seats` is how many judges each panel begins with.

    `announced` is what everybody sees before the results, until the organiser chooses otherwise.
    Where rooms have panels of their own, contestants are to be entered with these rooms, or the panels with others.
    """

    id: str
    name: str | Promise
    meaning: str | Promise
    seats: dict[str, int]
    document: Document
    announced: Announced = Announced.CONTESTANTS

    @property
    def usual_seats(self) -> int:
        """How many judges sit on each of its panels, unless the organiser chooses otherwise."""
        return max(self.seats.values())


def item(id: str, name: str, most: str, step: str, guidance: str, weight: str = "1") -> Document:
    """A rubric item."""
    about = {"guidance": guidance}
    return {"id": id, "name": name, "max": most, "step": step, "weight": weight, "about": about}


def down(*awards: tuple[str, int]) -> list[Document]:
    """Awards down the places."""
    return [{"name": name, "quota": quota, "tie": "extend"} for name, quota in awards]


def examiners(id: str, room: str) -> Document:
    """The panel of one room; one highest and one lowest total are dropped."""
    return {"id": id, "name": f"{room}考官组", "rooms": [room], "drop_high": 1, "drop_low": 1, "trim_from": 5}


CLOCK = {
    "limit": 480,
    "over": [[0, "-0.2"], [10, "-0.5"], [20, "-1.0"], [30, "-2.0"]],
    "about": {"warn_at": 450},
}
CONTENT = "实绩真实具体，有数量、有变化、有居民评价；紧扣主题，做法可学可推广。"
LANGUAGE = "条理清楚，语言准确生动，脱稿自然，有感染力。"
ANSWER = "听清题意，观点正确，办法具体可行。"
POISE = "仪表端庄，精神饱满，与现场有交流。"

STAGE = Preset(
    id="stage",
    name=_("Stage contest"),
    meaning=_("Ten contestants speak and answer before seven judges; one highest and one lowest total are dropped."),
    seats={"jury": 7},
    document={
        "about": {"preset": "stage", "hold_first": 3},
        "rules": {
            "trim": "total",
            "pool": "mean",
            "round": {"round": 2, "final": 2},  # so that the hall can add up what was announced
            "tie_chain": ["item:speech/content", "round:defence", "chair"],
        },
        "panels": [{"id": "jury", "name": "评委组", "drop_high": 1, "drop_low": 1, "trim_from": 5}],
        "rounds": [
            {
                "id": "speech",
                "name": "主题演讲",
                "weight": "1",
                "clock": CLOCK,
                "items": [
                    item("content", "工作实绩与内容", "40", "0.1", CONTENT),
                    item("language", "语言表达", "30", "0.1", LANGUAGE),
                    item("poise", "形象风采", "10", "0.1", POISE),
                ],
            },
            {
                "id": "defence",
                "name": "现场答辩",
                "weight": "1",
                "items": [item("answer", "现场答辩", "20", "0.1", ANSWER)],
            },
        ],
        "awards": down(("一等奖", 1), ("二等奖", 2), ("三等奖", 3), ("优秀奖", 4)),
    },
)

TOUR = Preset(
    id="tour",
    name=_("Observation tour"),
    meaning=_("Judges go from site to site; half of the final score is a stage score that is entered directly."),
    seats={"experts": 7},
    document={
        "about": {"preset": "tour"},
        "rules": {"trim": "total", "pool": "mean", "round": {"final": 2}, "tie_chain": ["decimals", "chair"]},
        "panels": [{"id": "experts", "name": "观摩评审组", "drop_high": 1, "drop_low": 1, "trim_from": 5}],
        "rounds": [
            {"id": "stage", "name": "擂台成绩", "weight": "0.5", "sealed": True, "items": []},
            {
                "id": "visit",
                "name": "现场观摩",
                "weight": "0.5",
                "about": {"at_once": True},
                "items": [
                    item("premises", "阵地建设", "30", "0.5", "场所开放、好找、好用，功能不闲置。"),
                    item("service", "服务成效", "30", "0.5", "看台账，也随机问居民。"),
                    item("governance", "治理创新", "25", "0.5", "办法是否管用、能否推广。"),
                    item("order", "现场组织", "15", "0.5", "讲解清楚，动线合理。"),
                ],
            },
        ],
        "awards": down(("一等奖", 3), ("二等奖", 5), ("三等奖", 7)),
    },
)

STANDARDS = Preset(
    id="standards",
    name=_("Standards evaluation"),
    meaning=_("Service centres are marked against the five standards; extremes are dropped item by item."),
    seats={"assessors": 5},
    announced=Announced.CONTEST,
    document={
        "about": {"preset": "standards"},
        "rules": {
            "trim": "item",
            "pool": "mean",
            "round": {"item": 2, "final": 2},
            "bounds": {"final": ["0", "100"]},
            "tie_chain": ["decimals:3", "item:evaluation/brand", "majority", "lot"],
        },
        "panels": [{"id": "assessors", "name": "评估组", "drop_high": 1, "drop_low": 1, "trim_from": 4}],
        "rounds": [
            {
                "id": "evaluation",
                "name": "五化评估",
                "weight": "1",
                "items": [
                    item("premises", "阵地场所标准化", "100", "1", "面积、标识、开放时间达到要求。", "0.25"),
                    item("elements", "基础要素规范化", "100", "1", "议事、教育、服务等要素齐全。", "0.2"),
                    item("running", "工作运行制度化", "100", "1", "制度真正运行，有记录可查。", "0.2"),
                    item("education", "党性教育常态化", "100", "1", "有计划、有课堂、有参与。", "0.15"),
                    item("brand", "功能服务品牌化", "100", "1", "服务有特色、受欢迎。", "0.2"),
                ],
            }
        ],
        "awards": [
            {"name": "五星党群服务中心", "quota": 2, "tie": "withhold", "min": "90"},
            {"name": "四星党群服务中心", "quota": 2, "tie": "extend", "min": "82"},
        ],
    },
)

RESERVE = Preset(
    id="reserve",
    name=_("Reserve selection"),
    meaning=_("Many candidates in several rooms: written test, interview and record, a quota and a pass mark."),
    seats={"room1": 7, "room2": 7},
    announced=Announced.NOTHING,
    document={
        "about": {"preset": "reserve"},
        "rules": {
            "trim": "total",
            "pool": "mean",
            "round": {"panel": 2, "round": 2, "final": 2},
            "bounds": {"round": ["0", "100"]},
            "rooms": "equalised",
            "tie_chain": ["decimals", "round:interview", "lot"],
        },
        "panels": [examiners("room1", "第一考场"), examiners("room2", "第二考场")],
        "rounds": [
            {"id": "written", "name": "笔试", "weight": "0.4", "sealed": True, "items": []},
            {
                "id": "interview",
                "name": "面试",
                "weight": "0.5",
                "items": [
                    item("analysis", "综合分析", "30", "0.5", "看问题全面，抓得住主要矛盾。"),
                    item("organising", "组织协调", "30", "0.5", "会动员、会分工、会收尾。"),
                    item("emergency", "应急应变", "20", "0.5", "先人后事，分得清轻重缓急。"),
                    item("bearing", "言语仪态", "20", "0.5", "语言清楚，态度诚恳。"),
                ],
            },
            {"id": "record", "name": "工作实绩", "weight": "0.1", "sealed": True, "items": []},
        ],
        "awards": [{"name": "后备人员", "quota": 10, "tie": "extend", "min": "75"}],
    },
)

PRESETS = {preset.id: preset for preset in (STAGE, TOUR, STANDARDS, RESERVE)}


def document_of(preset: Preset, *, seats: int | None = None) -> Document:
    """A preset's document with empty seats; `seats` is for each panel."""
    counts = {panel: seats or count for panel, count in preset.seats.items()}
    panels = [panel for panel, count in counts.items() for _seat in range(count)]
    judges = [{"id": f"J{n}", "panel": panel} for n, panel in enumerate(panels, start=1)]
    return deepcopy(preset.document) | {"judges": judges}
