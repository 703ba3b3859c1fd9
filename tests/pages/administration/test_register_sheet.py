"""A district's streets, communities and secretaries come in by one sheet, and twice is once."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities.models import Community, Journal, Secretary, Street
from tests.browsers import client_of, text_of
from tests.cast import Cast, a_community, a_user

pytestmark = pytest.mark.django_db
PASTED = (
    "铁西区社区名册\n街道\t社区\t书记\n珠峰街道\t启工社区\t赵启澄\n珠峰\t工人村社区\t\n"
    "兴工街道\t启工社区\t周启蒙\n\t应昌社区\t王强\n兴工街道\t" + "长" * 61 + "\t\n合计\t4\t"
)


def at(name):
    return reverse(f"administration:{name}", args=["tiexi"])


def payload_of(page):
    return unescape(re.search(r'name="payload" value="([^"]*)"', page.content.decode())[1])


def test_a_register_comes_in_by_one_sheet_and_goes_out_unchanged():
    cast, admin = Cast(), client_of(a_user("admin", is_administrator=True))
    there = a_community(cast.district, "珠峰街道", "启工社区")
    page = admin.post(at("register"), {"rows": PASTED})
    assert "3 rows with something new, 0 unchanged, 2 cells refused." in text_of(page)
    assert "A6: “街道” is empty." in text_of(page)
    assert "B7: “社区” has 61 characters." in text_of(page)
    assert (Street.objects.count(), Secretary.objects.count()) == (1, 0)
    for _again in range(2):
        done = admin.post(at("take-register"), {"payload": payload_of(page)}, follow=True)
    assert "Added: 0 streets, 0 communities, 0 secretaries." in text_of(done)
    rows = Community.objects.order_by("pk").values_list("street__name", "name", "secretaries__name")
    assert list(rows) == [
        ("珠峰街道", "启工社区", "赵启澄"),
        ("珠峰街道", "工人村社区", None),
        ("兴工街道", "启工社区", "周启蒙"),
    ]
    assert Community.objects.get(pk=there.pk).secretaries.get().name == "赵启澄"
    assert Journal.objects.filter(verb="secretary-created").count() == 2
    file = SimpleUploadedFile("back.xlsx", admin.get(at("register-sheet")).content)
    page = admin.post(at("register"), {"file": file})
    assert "0 rows with something new, 3 unchanged, 0 cells refused." in text_of(page)
    assert "could not be read again" in text_of(admin.post(at("take-register"), {"payload": "[1]"}, follow=True))
    assert client_of(cast.wang).get(at("register")).status_code == 403


HOSTILE = (
    "街道\t社区\t书记\n兴工街道\t第１２社区\t甲\n兴工\t第 12 社区\t甲\n兴工街道\t启工社区\t\u0301\n"
    "兴工街道\t\u3164\t\n\u200b\t应昌社区\t乙\n"
)
BY_HAND = (
    '[["兴工街道","","王强"]]',
    '[["兴工街道"," ","王强"]]',
    '[["兴工街道","启工社区","\\u0301"]]',
    '[["\\u0000","启工社区","王强"]]',
    '[["' + "长" * 61 + '","",""]]',
)


def test_what_a_register_cannot_hold_is_told_before_it_is_taken_and_what_stands_twice_counts_once():
    cast, admin = Cast(), client_of(a_user("admin", is_administrator=True))
    a_community(cast.district, "珠峰街道", "第12社区")
    page = admin.post(at("register"), {"rows": HOSTILE})
    assert "1 row with something new, 1 unchanged, 3 cells refused." in text_of(page)
    assert [f"{cell}: " in text_of(page) for cell in ("C4", "B5", "A6")] == [True, True, True]
    assert "第１２社区 Also in 珠峰街道" in text_of(page)
    done = admin.post(at("take-register"), {"payload": payload_of(page)}, follow=True)
    assert "Added: 1 street, 1 community, 1 secretary." in text_of(done)
    for payload in BY_HAND:
        assert "could not be read again" in text_of(admin.post(at("take-register"), {"payload": payload}, follow=True))
    assert (Street.objects.count(), Community.objects.count()) == (2, 2)


def test_the_register_to_fill_in_has_streets_that_have_no_community_yet():
    cast, admin = Cast(), client_of(a_user("admin", is_administrator=True))
    Street.objects.create(district=cast.district, name="珠峰街道")
    file = SimpleUploadedFile("back.xlsx", admin.get(at("register-sheet")).content)
    assert "0 rows with something new, 1 unchanged, 0 cells refused." in text_of(
        admin.post(at("register"), {"file": file})
    )


def test_a_secretary_who_is_named_again_after_leaving_is_back_in_office_and_who_else_serves_is_pointed_out():
    cast, admin = Cast(), client_of(a_user("admin", is_administrator=True))
    community = a_community(cast.district, "珠峰街道", "启工社区")
    former = community.secretaries.create(name="赵启澄", since=date(2020, 1, 1), until=date(2026, 3, 1))
    community.secretaries.create(name="王强")
    rows = ("街道\t社区\t书记", "珠峰\t启工\t赵 启澄", "珠峰\t启工\t王强", "珠峰\t启工\t赵启澄")
    page = admin.post(at("register"), {"rows": "\n".join(rows)})
    assert "1 row with something new, 2 unchanged, 0 cells refused." in text_of(page)
    assert "In office again; left on March 1, 2026 Still in office, too: 王强" in text_of(page)
    said = []
    for _again in range(2):
        done = admin.post(at("take-register"), {"payload": payload_of(page)}, follow=True)
        said.append("1 secretary is in office again." in text_of(done))
    former.refresh_from_db()
    assert (said, former.since, former.until, community.secretaries.count()) == ([True, False], None, None, 2)
    line = Journal.objects.get(verb="secretary-changed")
    assert line.detail["before"] == {"since": "2020-01-01", "until": "2026-03-01"}


def test_several_names_in_one_cell_are_asked_about():
    Cast()
    admin = client_of(a_user("admin", is_administrator=True))
    names = ("甲、乙", "甲/乙", "王强 李娜", "王强；李娜", "王　强", "阿依古丽·买买提")
    rows = "".join(f"珠峰街道\t第{n}社区\t{name}\n" for n, name in enumerate(names))
    said = text_of(admin.post(at("register"), {"rows": f"街道\t社区\t书记\n{rows}珠峰街道\t东社区、西社区\t"}))
    assert "2 rows with something new, 0 unchanged, 5 cells refused." in said
    assert "C2: are these several names, “甲、乙”?" in said
    assert "B8: are these several names" in said


def test_the_page_of_the_district_names_those_in_office():
    cast, admin = Cast(), client_of(a_user("admin", is_administrator=True))
    community = a_community(cast.district)
    community.secretaries.create(name="赵启澄", until=date(2026, 3, 1))
    community.secretaries.create(name="王强")
    page = text_of(admin.get(at("district")))
    assert ("王强" in page, "赵启澄" in page) == (True, False)
