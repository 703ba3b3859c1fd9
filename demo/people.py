"""Who can sign in to the sample district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from communities.actions import create_person, give_role
from communities.models import District, Role, Street, User
from communities.passwords import SAMPLE

PASSWORD = SAMPLE


@dataclass(frozen=True, slots=True)
class People:
    """One of each kind, and a second: a paper sheet, or what communities achieve, is confirmed by somebody else."""

    administrator: User
    organiser: User
    second_organiser: User
    desk: User
    second_desk: User
    supervisor: User
    street: User


def make_administrator(now: datetime) -> User:
    """Who may enter everybody else."""
    values = {"username": "admin", "name": "管理员", "is_administrator": True}
    return create_person(values=values, password=PASSWORD, by=None, now=now, of_the_sample=True)


def make_people(district: District, administrator: User, now: datetime) -> People:
    """Two organisers, two at the desk, a supervisor, and somebody of the first street."""
    first = district.streets.order_by("pk").first()

    def person(username: str, name: str, role: Role, street: Street | None = None) -> User:
        values = {"username": username, "name": name}
        user = create_person(values=values, password=PASSWORD, by=administrator, now=now, of_the_sample=True)
        give_role(user=user, district=district, role=role, street=street, by=administrator, now=now)
        return user

    return People(
        administrator=administrator,
        organiser=person("organiser", "温书言（主办方）", Role.ORGANISER),
        second_organiser=person("organiser2", "叶复核（主办方）", Role.ORGANISER),
        desk=person("desk", "田导播（导控台）", Role.DESK),
        second_desk=person("desk2", "郑核分（导控台）", Role.DESK),
        supervisor=person("supervisor", "严监督（监督员）", Role.SUPERVISOR),
        street=person("street", f"景街道（{first}）", Role.STREET, first),
    )
