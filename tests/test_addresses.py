"""Every address answers each role as tests/addresses says, and no address is missing there."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.addresses import ROLES, SIGN_IN, Address, all_addresses
from tests.places import Places


def names(patterns, prefix="") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_address_is_listed_and_every_listed_address_is_there():
    assert sorted(names(get_resolver().url_patterns)) == sorted(all_addresses())


def answer(response):
    """The status, or that somebody is sent to sign in."""
    to = response.headers.get("Location", "")
    return SIGN_IN if to.startswith(reverse("account:sign-in")) else response.status_code


def read(places, name, address, role):
    path = reverse(name, kwargs=address.where(places)) + address.query
    return answer(places.client(role).get(path))


def sent(places, name, address, role):
    client = places.client(role)
    with transaction.atomic():
        response = client.post(reverse(name, kwargs=address.where(places)), address.data)
        transaction.set_rollback(True)
    return answer(response)


def expected_read(address: Address, role):
    if not address.reads:
        return {405} | ({address.refusal(role)} if role not in address.posts else set())
    return {address.gives} if role in address.reads else {address.refusal(role)}


def wrong_reads(places):
    for name, address in all_addresses().items():
        for role in ROLES:
            got, expected = read(places, name, address, role), expected_read(address, role)
            if got not in expected:
                yield f"GET {name} as {role}: {got}, not {expected}"


def wrong_posts(places):
    for name, address in all_addresses().items():
        for role in ROLES:
            got = sent(places, name, address, role)
            if role in address.posts:
                fine = isinstance(got, int) and got < 500 and got not in {403, 404, 405}
            elif address.posts:
                fine = got == address.refusal(role)
            else:
                fine = got in {405, 403, 404, SIGN_IN}
            if not fine:
                yield f"POST {name} as {role}: {got}"


@pytest.mark.django_db
def test_every_address_answers_each_role_as_listed():
    places = Places()
    assert "\n".join(wrong_reads(places)) == ""
    assert "\n".join(wrong_posts(places)) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere/", "/manage/999999/", "/desk/999999/", "/contests/0/"])
def test_an_unknown_address_is_404_for_who_has_signed_in(path):
    places = Places()
    response = places.client("organiser").get(path)
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
