"""Whatever is typed, sent or asked for: no address answers with an error of ours, none in silence, none forgets.

`LEITAI_EXAMPLES` above 100 tries more of the hostile values on every field.
"""

import re
from io import BytesIO
from itertools import count
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.urls.converters import IntConverter

from pages.judge.views.seat import COOKIE
from tests.addresses import PARTS, ROLES, addresses_of
from tests.cast import a_draft
from tests.garbage import (
    BROKEN,
    EVERYWHERE,
    FILES,
    FREE,
    KEPT,
    MULTIPART,
    OTHERWISE,
    PARAMETERS,
    TEXTS,
    URLENCODED,
    Reader,
    multipart,
    urlencoded,
)
from tests.hall import POSTGRESQL, Hall, base_of, forms_there, path_of, with_one
from tests.house import ROOT

pytestmark = pytest.mark.django_db
SAYS = "invalid-feedback|notice (bad|warn|error)|alert-danger|setup-error|fault|errorlist|desk-wrong"
SENTENCE = re.compile(rf'class="[^"]*\b({SAYS})\b')
HOSTILE = OTHERWISE if POSTGRESQL else tuple(TEXTS)
of_each_part = pytest.mark.parametrize("part", PARTS)


@pytest.fixture
def hall(places, request):
    """Every part of the product begins with other values, the same ones in each run."""
    part = request.node.callspec.params.get("part") if hasattr(request.node, "callspec") else None
    return Hall(places, count(5 * PARTS.index(part) if part else 0))


def post(hall, role, sheet, note, pairs, files=None):
    body = multipart(pairs, files) if files is not None else urlencoded(pairs)
    kind = MULTIPART if files is not None else URLENCODED
    if sheet.method == "get":
        at = urlsplit(sheet.action).path
        return hall.ask(role, "GET", f"{at}?{urlencoded(pairs).decode()}", note)
    return hall.ask(role, "POST", sheet.action, note, data=body, content_type=kind)


SILENT = {"set_language", "account:sign-out", "judge:leave", "judge:sheet", "judge:seat"}


def told(hall, response, sheet, note, kept=None):
    """A refusal says a sentence, and everything typed is still there."""
    if sheet.method == "get" or response.status_code >= 400:
        return
    at = urlsplit(sheet.action).path
    if response.status_code == 302:
        quiet = not response.grown and not response.wsgi_request._messages._queued_messages
        if quiet and resolve(at).view_name not in SILENT:
            hall.faults.append(f"POST {at}: {note}: nothing was done, in silence")
        return
    page = response.content.decode()
    if response.headers["Content-Type"] == "application/json":  # asked by a script, which says it
        if not response.json()["sentence"]:
            hall.faults.append(f"POST {at}: {note}: refused without a sentence")
        return
    if not SENTENCE.search(page) and resolve(at).view_name not in SILENT:
        hall.faults.append(f"POST {at}: {note}: refused without a sentence")
    if kept is None or 'role="status"' in page:
        return
    name, value = kept
    values = [box.value for form in Reader(page).sheets for box in form.boxes if box.name == name]
    if values and value.decode().strip() not in [str(v).strip() for v in values]:
        hall.faults.append(f"POST {at}: {note}: what was typed is gone, instead {values[0]!r:.60}")


def tried(hall, role, sheet, address):
    """One form with everything hostile, then each field on its own."""
    for box in chosen(hall, sheet):
        one_field(hall, role, sheet, base_of(sheet, address), box)
    if POSTGRESQL:  # what is typed comes there by tests/test_form_fuzz.py
        return
    base, names = base_of(sheet, address), [n for n in sheet.names if n != "csrfmiddlewaretoken"] or [*address.data]
    files = [box.name for box in sheet.boxes if box.kind == "file"]
    once(hall, role, sheet, "nothing", [("csrfmiddlewaretoken", b"x")])
    if hall.is_turn(3):
        post(hall, role, sheet, "all fields as files", [], [(name, b"x") for name in names])
    for kind in hall.some(TEXTS, 1):
        every = [("csrfmiddlewaretoken", b"x")] + [(name, TEXTS[kind]) for name in names if name not in files]
        once(hall, role, sheet, f"all {kind}", every)
    for name in files:
        for kind in hall.some(FILES, 2):
            given = [(n, v) for n, v in base if n != "rows"]
            told(hall, post(hall, role, sheet, f"file {kind}", given, [(name, FILES[kind])]), sheet, f"file {kind}")
        told(hall, post(hall, role, sheet, "a file as text", [*base, (name, b"text")]), sheet, "a file as text")
    all_free(hall, role, sheet, base, [box for box in alike(sheet) if box.kind in FREE])


def once(hall, role, sheet, note, pairs):
    """What forms of one address have alike is sent for the first of them."""
    if (asked := (role, sheet.method, sheet.action, *pairs)) not in hall.sent:
        hall.sent.add(asked)
        told(hall, post(hall, role, sheet, note, pairs), sheet, note)


def all_free(hall, role, sheet, base, boxes):
    """All texts at once, the rest plausible: each is still there; tests/test_form_fuzz.py fills each alone."""
    for kind in hall.some(KEPT, 1 if boxes else 0):
        every = base
        for box in boxes:
            every = with_one(every, box.name, [TEXTS[kind]])
        response = post(hall, role, sheet, f"all texts = {kind}", every)
        for box in boxes:
            told(hall, response, sheet, f"{box.name} = {kind}", kept=(box.name, TEXTS[kind]))


def alike(sheet):
    """The fields that are filled; one row of a table stands for the others."""
    filled = [box for box in sheet.boxes if box.name != "csrfmiddlewaretoken" and box.kind != "file"]
    return {re.sub(r"\d+", "#", box.name): box for box in filled}.values()


def chosen(hall, sheet):
    """The fields that nobody types into; of those that most forms have, one in three."""
    boxes = (box for box in alike(sheet) if box.kind not in FREE)
    return [box for box in boxes if box.name not in EVERYWHERE or hall.is_turn(3)]


def one_field(hall, role, sheet, base, box):
    for kind in hall.some(HOSTILE, 1):
        note = f"{box.name} = {kind}"
        told(hall, post(hall, role, sheet, note, with_one(base, box.name, [TEXTS[kind]])), sheet, note)
    if hall.is_turn(4):
        post(hall, role, sheet, f"{box.name} twice", with_one(base, box.name, [b"7", "好".encode()]))


@of_each_part
def test_whatever_a_form_is_filled_with_is_answered_and_kept(hall, part):
    for role, sheet, address in forms_there(hall, part):
        tried(hall, role, sheet, address)
    hall.tell()


def converters(name):
    """The parameters of an address and their kinds."""
    given = dict(walk(get_resolver().url_patterns, ""))[name]
    return {key: "int" if isinstance(kind, IntConverter) else "text" for key, kind in given.items()}


def walk(patterns, prefix):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from walk(pattern.url_patterns, space)
        else:
            yield f"{prefix}{pattern.name}", pattern.pattern.converters


def bent(path, kwargs, name, value):
    """The address with another parameter: the first piece that has it for the contest, the last for its parts."""
    old, pieces = str(kwargs[name]), path.split("/")
    where = [i for i, piece in enumerate(pieces) if old in (piece, *piece.split("."))]
    i = where[0 if name == "pk" else -1]
    pieces[i] = pieces[i].replace(old, value)
    return "/".join(pieces)


def ways(address):
    """How somebody may come to an address: to read, and to post."""
    return [("GET", role) for role in address.reads[:1]] + [("POST", role) for role in address.posts[:1]]


@of_each_part
def test_whatever_an_address_is_given_is_answered(hall, part):
    for name, address in addresses_of(part).items():
        kwargs = dict(address.where(hall.places))
        for key, kind in converters(name).items():
            for value in hall.some(PARAMETERS[kind], 1 if POSTGRESQL else 2):
                path = bent(path_of(hall.places, address, name), kwargs, key, value)
                for method, role in ways(address):
                    response = hall.ask(role, method, path, key, data=b"a=1", content_type=URLENCODED)
                    fine = {404, 403} if method == "GET" else {404, 403, 302}
                    if kind == "int" and response.status_code not in fine:
                        hall.faults.append(f"{method} {path[:90]} as {role}: {response.status_code}, not 404")
    hall.tell()


def asked_for():
    """Every name that some view reads from behind the question mark."""
    code = "".join(path.read_text() for path in (ROOT / "pages").rglob("*.py"))
    return sorted({*re.findall(r'GET\.get\("([\w-]+)"', code), "next", "sort", "language"})


@of_each_part
def test_whatever_is_asked_for_behind_the_question_mark_is_answered(hall, part):
    for name, address in addresses_of(part).items():
        for role in address.reads[:1]:
            for kind in hall.some(HOSTILE, 1 if POSTGRESQL else 2):
                if len(TEXTS[kind]) <= 5_000:
                    query = urlencoded([(asked, TEXTS[kind]) for asked in asked_for()]).decode()
                    hall.ask(role, "GET", f"{path_of(hall.places, address, name)}?{query}", kind)
    hall.tell()


def elsewhere(name, kwargs, contests):
    """The same address in other contests."""
    for contest in (contest for contest in contests if contest.pk != kwargs["pk"]):
        yield reverse(name, kwargs={**kwargs, "pk": contest.pk})


@pytest.mark.sqlite_suffices
@of_each_part
def test_what_belongs_to_one_contest_is_not_there_in_another(hall, part):
    foreign = a_draft(hall.places.other, slug="foreign")
    for name, address in addresses_of(part).items():
        kwargs = dict(address.where(hall.places))
        parts = {key for key, kind in converters(name).items() if kind == "int"} - {"number", "membership"}
        if "pk" not in parts or len(parts) == 1:
            continue
        for path in elsewhere(name, kwargs, (hall.places.closed, foreign)):
            for method, role in ways(address):
                sent = {"data": b"reason=x&to=up&step=confirm", "content_type": URLENCODED}
                response = hall.ask(role, method, path, "elsewhere", **sent)
                if response.grown or response.status_code == 200:
                    hall.faults.append(f"{method} {path} as {role}: {response.status_code}, not 404")
    hall.tell()


COOKIES = ("sessionid", "csrftoken", "messages", "django_language", COOKIE)


def test_broken_cookies_and_odd_headers_are_answered(hall):
    for name in ("public:home", "account:sign-in", "judge:state", "judge:home", "setup:contests", "judge:any-code"):
        for cookie in COOKIES:
            for value in hall.some(BROKEN, 4):
                client, raw = Client(raise_request_exception=False), f"{cookie}={value}".encode().decode("latin-1")
                for method in ("get", "post"):
                    with transaction.atomic():
                        response = getattr(client, method)(reverse(name), headers={"cookie": raw})
                        transaction.set_rollback(True)
                    hall.look(response, f"{method} {name} with {cookie}={value[:20]}")
    headers = {"accept-language": "x" * 3000 + ";q=abc,zh\0,*;q=NaN", "if-none-match": '"\xff' * 50, "referer": "::"}
    for role in ROLES:
        for key, value in headers.items():
            for path in ("/", reverse("desk:state", args=[hall.places.live.pk]), "/judge/state/", "/nowhere/"):
                hall.look(hall.places.browsers[role].get(path, headers={key: value}), f"{path} with {key}")
    hall.look(hall.places.browsers[ROLES[0]].get("/", headers={"host": "evil.example"}), "another host")
    hall.tell()


@pytest.mark.sqlite_suffices
@of_each_part
def test_no_post_is_taken_without_its_token(hall, part):
    """But for the choice of a language, which changes nothing but a cookie: pages of residents are kept without one."""
    for name, address in addresses_of(part).items():
        if name == "set_language":
            continue
        for role in address.posts[:1]:
            client = hall.places.client(role)
            client.handler.enforce_csrf_checks = True
            response = client.post(path_of(hall.places, address, name), address.data)
            assert response.status_code == 403, f"{name} as {role}"
            hall.look(response, name)
    hall.tell()


@pytest.mark.parametrize("length", [str(26 * 1024 * 1024), "9" * 5_000])
def test_a_flood_is_refused_before_it_is_read(length):
    response = Client().post("/account/sign-in/", CONTENT_LENGTH=length, **{"wsgi.input": (body := BytesIO(b"unread"))})
    assert (response.status_code, body.tell()) == (413, 0)
    assert "<h1>" in response.content.decode()


def test_too_many_fields_are_told():
    assert Client().post("/account/sign-in/", {f"f{n}": "" for n in range(1_500)}).status_code == 413


@pytest.mark.usefixtures("hall")
def test_a_name_written_in_another_way_gives_no_more_attempts():
    client = Client()
    with transaction.atomic():
        for name in ("wang", " wang", "wang ", "ｗang", "ＷANG", "WANG") * 2:
            page = client.post("/account/sign-in/", {"username": name, "password": "no"})
        transaction.set_rollback(True)
    assert "wait" in page.content.decode().casefold() or "分钟" in page.content.decode()


def test_the_old_password_cannot_be_tried_quickly(hall):
    client = hall.places.client("organiser")
    with transaction.atomic():
        for _ in range(11):
            page = client.post("/account/password/", {"old": "x", "new": "y", "again": "y"})
        transaction.set_rollback(True)
    assert "分钟" in page.content.decode()
