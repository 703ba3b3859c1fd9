"""What many tests begin with is made once in a process; afterwards its rows are laid in as they were stored.

A contest of a whole day takes its actions a third of a second, its rows a hundredth. They are the same rows with the
same keys, so nothing of this shows in a test. Where a test has begun with something else, it is made as ever.
"""

from collections.abc import Callable
from copy import deepcopy
from functools import cache, wraps
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from contests.models import Contest
from scoring.results import forget
from tests.guards import guards_off

Made = TypeVar("Made", bound=Model)
Begun = TypeVar("Begun")
Rows = dict[str, list[tuple[Any, ...]]]
"""Those of each table, which is named with its columns."""

ASIDE = {"django_content_type", "auth_permission", "django_session"}
PEOPLE = ("communities_district", "communities_user", "communities_membership")
PLAIN = (str, int, tuple, type(None))
_stored: dict[str, tuple[int, Rows]] = {}
_begun: dict[Callable[[], Any], tuple[Any, Rows]] = {}
_keys: dict[tuple[type[Model], str], int] = {}


def with_its_key(model: type[Made], name: str, values: dict[str, Any]) -> Made:
    """A row under the key it had the first time: PostgreSQL counts on when rows are taken back, SQLite begins anew."""
    again = connection.vendor == "postgresql" and (model, name) in _keys
    made = model._default_manager.create(**values, **({"pk": _keys[model, name]} if again else {}))
    _keys.setdefault((model, name), made.pk)
    return made


def remembered(make: Callable[..., Contest]) -> Callable[..., Contest]:
    """The same function of a cast and values, quick from the second time on."""

    @wraps(make)
    def made(cast, **values):
        key = f"{make.__name__} {sorted(values.items())} {where(cast)}"
        if not all(isinstance(value, PLAIN) for value in values.values()) or not has_only_people():
            return make(cast, **values)
        if key in _stored:
            pk, rows = _stored[key]
            lay_in(rows)
        else:
            people = stored(PEOPLE)
            pk = make(cast, **values).pk
            if stored(PEOPLE) == people:
                _stored[key] = (
                    pk,
                    {table: rows for table, rows in stored(tables()).items() if table.partition(" ")[0] not in PEOPLE},
                )
        forget()
        return Contest.objects.get(pk=pk)

    return made


def begun(make: Callable[[], Begun]) -> Begun:
    """What a module of tests begins with, quick from the second module on."""
    if stored(tables()):
        return make()
    if make in _begun:
        made, rows = _begun[make]
        lay_in(rows)
    else:
        made = make()
        _begun[make] = made, stored(tables())
    forget()
    return deepcopy(made)


def where(cast) -> str:
    return " ".join(str(row.pk) for row in (cast.district, cast.wang, cast.li, cast.zhao, cast.sun) if row)


@cache
def tables() -> tuple[str, ...]:
    """All, those a row of which names a row of another one included in any order: constraints are asked at the end."""
    return tuple(sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - ASIDE))


def has_only_people() -> bool:
    """Whether a test, which takes back what it does, has begun with nothing but its cast."""
    if not connection.in_atomic_block:
        return False
    others = " UNION ALL ".join(f"SELECT 1 FROM {table}" for table in tables() if table not in PEOPLE)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({others}), (SELECT count(*) FROM {PEOPLE[0]})")  # noqa: S608
        return tuple(map(int, cursor.fetchone())) == (0, 1)


def stored(names: tuple[str, ...]) -> Rows:
    found = {}
    with connection.cursor() as cursor:
        for table in names:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - a name of ours
            names_of = ", ".join(f'"{column[0]}"' for column in cursor.description)  # a test may lay a table out anew
            found[f"{table} ({names_of})"] = cursor.fetchall()
    return {table: rows for table, rows in found.items() if rows}


def lay_in(rows: Rows) -> None:
    """Rows as they came out, past the guards: they ask how rows come to be, and these have come to be."""
    names = [table.partition(" ")[0] for table in rows]
    with transaction.atomic(), connection.cursor() as cursor, guards_off(cursor, "INSERT", names):
        for table, some in rows.items():
            cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(some[0]))})", some)  # noqa: S608
