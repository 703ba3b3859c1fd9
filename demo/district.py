"""The rest of the sample district: as many streets and communities as a district has, all invented."""

from __future__ import annotations

from datetime import datetime

from communities.actions import enter_register
from communities.models import District, User
from communities.queries import communities_of
from communities.rules.register import NamedPlace

IN_A_STREET = 6
MORE_STREETS = (
    *("榆声街道", "炉光街道", "砂晴街道", "晚舟街道", "钟麓街道", "霁月街道", "汽鸣街道"),
    *("远砧街道", "苇岸街道", "青铆街道", "柳笛街道", "云轧街道", "棠溪街道", "铁韵街道"),
)
FIRST = ("榆", "枫", "槐", "柏", "晴", "霁", "暖", "锦", "星", "云", "苇")
SECOND = ("荫里", "铆巷", "笛湾", "砧坊", "炉台", "灯塘", "织庭", "渡口", "钟苑", "砚园")
SURNAMES = "安白常邓丁杜范方冯高葛郭何侯胡姜金孔雷黎梁廖"
GIVEN = (
    *("若岚", "映川", "听松", "予安", "思砚", "云舒", "望秋", "知微"),
    *("景行", "念青", "书涵", "清和", "远帆", "晓棠", "明轩"),
)


def fill_district(district: District, *, by: User, now: datetime) -> None:
    """Twenty streets with six communities each, beside those that the contests are about."""
    streets = [*district.streets.values_list("name", flat=True), *MORE_STREETS]
    there = list(communities_of(district).values_list("street__name", flat=True))
    free = [street for street in streets for _ in range(IN_A_STREET - there.count(street))]
    names = [f"{one}{other}社区" for other in SECOND for one in FIRST]
    places = [
        NamedPlace(street, name, SURNAMES[n % len(SURNAMES)] + GIVEN[n % len(GIVEN)])
        for n, (street, name) in enumerate(zip(free, names, strict=True))
    ]
    enter_register(district=district, places=places, by=by, now=now, invented=True)
