"""Contests with a mass jury, by the ballots of a real one and by grades."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]
GRADES = [("优秀", "95"), ("合格", "80"), ("基本合格", "65"), ("不合格", "40")]


def lin_shui(**more: Any) -> Document:
    """邻水县 打擂台: ten points; A ballots (county leaders) 60 %, B ballots (all others) 40 %; beside two judges."""
    ballot = {
        "classes": [{"id": "A", "name": "County leaders", "weight": "0.6"}, {"id": "B", "weight": "0.4"}],
        "max": "10",
        "step": "0.5",
    }
    return {
        "format": "leitai-contest/1",
        "rules": {"round": {"final": 3}},
        "panels": [
            {"id": "jury", "weight": "0.5", "drop_high": 0},
            {"id": "hall", "name": "大众评审", "weight": "0.5", "ballot": ballot},
        ],
        "rounds": [
            {"id": "stage", "items": [{"id": "points", "max": "10"}], "rules": {"drop_high": 1, "trim": "item"}}
        ],
        "judges": [{"id": "J1", "panel": "jury"}, {"id": "J2", "panel": "jury"}],
        "contestants": [{"id": "01", "name": "Li"}, {"id": "02"}],
        "marks": [["stage", j, who, "points", "9"] for j in ("J1", "J2") for who in ("01", "02")],
        "ballots": [
            ["stage", "hall", "01", "A", "9", 2],
            ["stage", "hall", "01", "A", "6", 1],
            ["stage", "hall", "01", "B", "7.5", 40],
            ["stage", "hall", "02", "A", "10", 3],
            ["stage", "hall", "02", "B", "10", 40],
        ],
        **more,
    }


def of_grades() -> Document:
    """A democratic appraisal alone: one class, grades turned into points."""
    document = lin_shui(judges=[], marks=[])
    ballot = {"classes": [{"id": "all"}], "grades": [{"name": name, "points": points} for name, points in GRADES]}
    document["panels"] = [{"id": "hall", "ballot": ballot}]
    document["rounds"][0]["items"][0]["max"] = "100"
    document["ballots"] = [["stage", "hall", "01", "all", "95", 1], ["stage", "hall", "01", "all", "80", 2]]
    document["ballots"] += [["stage", "hall", "02", "all", "40.0", 3]]
    return document


