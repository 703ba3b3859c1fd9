"""The guards of all apps; and how a database with guards is emptied after a test that commits."""

from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from communities.triggers import run

APPS = [
    config.name for config in apps.get_app_configs() if config.name in {"communities", "contests", "scoring", "stage"}
]
GUARDS = [guard for app in APPS for guard in import_module(f"{app}.guards").GUARDS]


def guards_away():
    with connection.schema_editor() as editor:
        run(editor, [s for guard in GUARDS for s in guard.drop(connection.vendor)])


def empty_the_database():
    """The guards refuse to empty tables, also for the tests' own cleaning up."""
    guards_away()
    call_command("flush", interactive=False, verbosity=0)
    with connection.schema_editor() as editor:
        run(editor, [s for guard in GUARDS for s in guard.create(connection.vendor)])
