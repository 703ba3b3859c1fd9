"""What is asked in one world of everything: requests that are taken back, the forms of its pages."""

import os
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection, transaction
from django.urls import resolve, reverse

from communities.models import Journal
from tests.addresses import ROLES, addresses_of, all_addresses
from tests.garbage import MARK, Reader, Sheet
from tests.house import ROOT

POSTGRESQL = connection.vendor == "postgresql"
TIMES = max(1, int(os.environ.get("LEITAI_EXAMPLES") or 100) // 100)


class Hall:
    """What is asked in one world. `faults` collects what was wrong; `turn` says which values come next."""

    def __init__(self, places, turn):
        self.places, self.turn, self.faults, self.sent = places, turn, [], set()
        for role in ROLES:
            places.browsers[role].raise_request_exception = False

    def some(self, values, many):
        """The next few of some values, so that all of them have their turn somewhere."""
        listed = list(values)
        return [listed[next(self.turn) % len(listed)] for _ in range(min(many * TIMES, len(listed)))]

    def is_turn(self, of):
        """Whether what every form has alike is tried on this one: on each in so many."""
        return TIMES > 1 or next(self.turn) % of == 0

    def ask(self, role, method, path, note, **options):
        """One request whose changes are taken back."""
        before = last_verb()
        with self.places.taken_back(role) as browser:
            response = browser.generic(method, path, **options)
            response.grown = not transaction.get_connection().needs_rollback and last_verb() != before
        self.look(response, f"{method} {path[:90]} as {role}: {note}")
        return response

    def look(self, response, what):
        """What holds for every answer."""
        if response.status_code >= 500:
            self.faults.append(f"{what}: {response.status_code} {trace(response)}")
        elif "Content-Security-Policy" not in response.headers:
            self.faults.append(f"{what}: no policy")
        if response.headers.get("X-Content-Type-Options") != "nosniff":
            self.faults.append(f"{what}: a browser may guess the type")
        if is_page(response) and MARK.encode() in response.content:
            self.faults.append(f"{what}: a script gets through")

    def tell(self):
        if self.faults:
            pytest.fail("\n".join(dict.fromkeys(self.faults)), pytrace=False)


def last_verb():
    """The newest row of the journal; asked around every request, so without what a queryset costs."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {Journal._meta.db_table}")  # noqa: S608 - a name of ours
        return cursor.fetchone()[0]


def trace(response):
    kind, error, tb = response.exc_info or (None, None, None)
    where = []
    while tb:
        name = tb.tb_frame.f_code.co_filename
        if str(ROOT) in name and ".venv" not in name:
            where.append(f"{Path(name).relative_to(ROOT)}:{tb.tb_lineno}")
        tb = tb.tb_next
    return f"{kind and kind.__name__} {str(error)[:100]} at {where[-2:]}"


def is_page(response):
    return not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")


def path_of(places, address, name):
    return reverse(name, kwargs=address.where(places))


def forms_there(hall, part):
    """Every form of every page of a part, once: the role, the address it is sent to, and its fields. An address that
    no page has a whole form for stands there with what `tests/addresses` sends.
    """
    found = {}
    for name, address in addresses_of(part).items():
        for role in dict.fromkeys((*address.posts[:1], *address.reads[:1])):
            path = path_of(hall.places, address, name) + address.query
            if role in address.posts:
                named = Sheet(path, "post")
                found.setdefault((name, None), (role, named, address))
            if role in address.reads:
                page = hall.ask(role, "GET", path, "read")
                for sheet in Reader(page.content.decode()).sheets if is_page(page) else ():
                    where = urljoin(path, sheet.action)
                    to = resolve(urlsplit(where).path).view_name
                    sheet.action = where
                    found.setdefault((to, sheet.names), (role, sheet, all_addresses()[to]))
    return [form for (name, _), form in found.items() if form[1].boxes or not has_form(found, name, form)]


def has_form(found, name, plain):
    """Whether a page has a form with all that is sent to an address without one."""
    role, sheet, address = plain
    return any(
        to == name and names and who == role and form.action == sheet.action and {*address.data} <= {*names}
        for (to, names), (who, form, _) in found.items()
    )


def base_of(sheet, address):
    """Every field with something plausible, so that one bad one is met on its own."""
    plain = {name: str(value).encode() for name, value in address.data.items()}
    typed = {box.name for box in sheet.boxes if box.kind not in {"select", "hidden"}}
    pairs = [(n, plain.pop(n, b"7") if n in typed and not value else value) for n, value in sheet.sent()]
    pairs = [("csrfmiddlewaretoken", b"x"), *(pair for pair in pairs if pair[0] != "csrfmiddlewaretoken")]
    have = {name for name, _value in pairs}
    first = [(box.name, box.options[0].encode()) for box in sheet.boxes if box.kind == "radio" and box.name not in have]
    return [*pairs, *dict(first).items(), *((name, value) for name, value in plain.items() if name not in have)]


def with_one(pairs, name, values):
    return [(n, v) for n, v in pairs if n != name] + [(name, value) for value in values]
