"""Every address answers each role as tests/addresses says, and no address is missing there."""

from collections.abc import Iterator
from operator import attrgetter

import pytest
from django.conf import settings
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from config.server.lanes import PUBLIC, lane_of
from tests.addresses import (
    DESK,
    JUDGE,
    ORGANISER,
    PARTS,
    ROLES,
    SIGN_IN,
    STRANGER,
    SUPERVISOR,
    VISITOR,
    Address,
    addresses_of,
    all_addresses,
)

POSTGRESQL = connection.vendor == "postgresql"
OF_DISTRICT = {ORGANISER, DESK, SUPERVISOR}


def names(patterns, prefix="") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_address_is_listed_and_every_listed_address_is_there():
    assert sorted(names(get_resolver().url_patterns)) == sorted(all_addresses())


@pytest.mark.sqlite_suffices
@pytest.mark.django_db
def test_no_address_answers_in_the_place_of_another(places):
    found = {name: resolve(reverse(name, kwargs=address.where(places))) for name, address in all_addresses().items()}
    assert [name for name, match in found.items() if match.view_name != name] == []


@pytest.mark.django_db
def test_who_signs_in_does_not_wait_with_the_public(places):
    """There a body may have 16 KiB: a grid of values has more, a workbook much more."""
    theirs = {name: of for name, of in all_addresses().items() if not {VISITOR, JUDGE} & {*of.reads, *of.posts}}
    paths = {name: reverse(name, kwargs=address.where(places)) for name, address in theirs.items()}
    assert [name for name, path in paths.items() if lane_of("POST", path, has_session=True) is PUBLIC] == []


def answer(response):
    """The status, or that somebody is sent to sign in."""
    to = response.headers.get("Location", "")
    return SIGN_IN if to.startswith(reverse("account:sign-in")) else response.status_code


def read(places, name, address, role):
    with places.taken_back(role) as browser:
        signed_in = settings.SESSION_COOKIE_NAME in browser.cookies
        response = browser.get(reverse(name, kwargs=address.where(places)) + address.query)
        lacks = "no Permissions-Policy, " * ("Permissions-Policy" not in response.headers)
        stored = "no-store" not in response.headers.get("Cache-Control", "")
        lacks += "stored by browsers" * (signed_in and stored and not address.kept)
        alone = response.headers.get("Referrer-Policy") == "no-referrer"  # then a browser sends `Origin: null`
        lacks += "no form of it can be sent" * (alone and b'method="post"' in getattr(response, "content", b""))
        return lacks or answer(response)


def sent(places, name, address, role):
    with places.taken_back(role) as browser:
        return answer(browser.post(reverse(name, kwargs=address.where(places)), address.data))


def expected_read(address: Address, role):
    if not address.reads:
        return {405} | ({address.refusal(role)} if role not in address.posts else set())
    return {address.gives} if role in address.reads else {address.refusal(role)}


def is_right(address: Address, role, got):
    """Whether that is what somebody may get who posts."""
    if role in address.posts:
        return isinstance(got, int) and got < 500 and got not in {403, 404, 405}
    return got == address.refusal(role) if address.posts else got in {405, 403, 404, SIGN_IN}


def asked(part, those):
    """Each address with each role; on PostgreSQL with those who may, for who may is not the database's to say, and of
    those who have the whole district with the first, for whom it is asked what it is asked for the others.
    """
    for name, address in addresses_of(part).items():
        may = [role for role in those(address) if role not in OF_DISTRICT or role == first(those(address))]
        yield from ((name, address, role) for role in (may if POSTGRESQL else ROLES))


def first(roles):
    """The first of those who have the whole district."""
    return next((role for role in roles if role in OF_DISTRICT), None)


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_every_address_answers_each_role_as_listed(places, part):
    wrong = []
    for name, address, role in asked(part, attrgetter("reads")):
        got, expected = read(places, name, address, role), expected_read(address, role)
        wrong += [f"{name} as {role}: {got}, not {expected}"] * (got not in expected)
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_every_address_takes_posts_of_those_listed(places, part):
    found = {
        f"{name} as {role}": (address, role, sent(places, name, address, role))
        for name, address, role in asked(part, attrgetter("posts"))
    }
    assert {where: got for where, (address, role, got) in found.items() if not is_right(address, role, got)} == {}


@pytest.mark.sqlite_suffices
@pytest.mark.django_db
@pytest.mark.parametrize("role", [VISITOR, JUDGE, STRANGER])
def test_a_draft_is_on_no_page_of_residents_judges_or_another_district(places, role):
    """What a contestant presented and nobody has agreed to: neither the text, nor the file, nor the way to it; and the
    record of an exchange that is not published, a pledge that is not released, what is not confirmed of one, and a
    campaign that is not published."""
    draft = places.unreleased
    own = {"pk": draft.pk, "file": places.unreleased_file.pk}
    paths = [reverse("public:presentation", args=[draft.pk]), reverse("public:presentation-file", kwargs=own)]
    signs = (f"正文：{draft.contestant}", paths[0], "待公布的结对", "待公开的承诺", "待核实的反馈", "待公布的系列活动")
    shown = []
    for name, address in all_addresses().items():
        with places.taken_back(role) as browser:
            page = browser.get(reverse(name, kwargs=address.where(places)) + address.query)
        body = "" if page.streaming else page.content.decode(errors="replace")
        shown += [name] * any(sign in body for sign in signs)
    assert shown == []
    assert [places.browsers[role].get(path).status_code for path in paths] == [404, 404]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere/", "/manage/999999/", "/desk/999999/", "/contests/0/"])
def test_an_unknown_address_is_404_for_who_has_signed_in(places, path):
    response = places.browsers["organiser"].get(path)
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
