"""A program: `python -m tests.squashing` writes for each app one migration in place of all that it has (decision 67).

It makes at once what they leave, for databases that have none of them yet; `tests/test_upgrade.py` compares. Those it
has written before go away. `make format` lays out what it writes.
"""

import os
from pathlib import Path

import django

APPS = ("communities", "contests", "scoring", "stage")
"""Lowest first: each names those before it."""
OLDER = {"stage": ("0011_ways_kept", "ways_kept")}
"""What is done for rows of lower apps, which may be there although this one is new; its own rows there are none."""
BEGINS = "0001_squashed_"
"""What they are called; the name of the last that each replaces follows."""
HEAD = (
    '"""What the migrations that this one replaces leave; a database that has none of them yet takes this step."""\n\n'
)


def in_order(states):
    """Models, each after those of its app that it names, as far as they do not name each other."""
    left = {state.name_lower: state for state in states}
    while left:
        named = {
            name: {str(field.related_model).lower().rpartition(".")[2] for field in state.fields.values()} - {name}
            for name, state in left.items()
        }
        yield left.pop(next((name for name in left if not named[name] & left.keys()), next(iter(left))))


def squashed(app, graph):
    """The migration of an app: its tables."""
    from django.db.migrations import CreateModel, Migration  # noqa: PLC0415 - these need Django's settings

    from communities.tables import CreateModels  # noqa: PLC0415

    names = sorted(name for label, name in graph.nodes if label == app)
    migration = Migration(f"{BEGINS}{names[-1]}", app)
    migration.initial = True
    migration.replaces = [(app, name) for name in names]
    outside = {to for name in names for to in graph.nodes[app, name].dependencies if to[0] != app}
    migration.dependencies = sorted({leaf(graph, to[0]) if to[0] in APPS else to for to in outside})
    models = graph.make_state(leaf(graph, app)).models
    states = in_order(model for (label, _name), model in models.items() if label == app)
    options = [(model, {key: value for key, value in model.options.items() if value != []}) for model in states]
    made = [CreateModel(m.name, list(m.fields.items()), told, m.bases, m.managers) for m, told in options]
    migration.operations = [CreateModels(made)]
    return migration


def leaf(graph, app):
    (found,) = graph.leaf_nodes(app)
    return found


def written(app, migration):
    """The file of a migration: its tables, what is done for older rows, all guards."""
    from django.db.migrations.writer import MigrationWriter  # noqa: PLC0415

    text = MigrationWriter(migration, include_header=False).as_string()
    head, _, body = text.partition("class Migration")
    head += f"from communities.triggers import installed\nfrom {app}.guards import GUARDS\n"
    after = "installed(GUARDS),"
    if app in OLDER:
        module, name = OLDER[app]
        head += f'from importlib import import_module\n\n{name} = import_module("{app}.migrations.{module}").{name}\n'
        after = f"migrations.RunPython({name}, migrations.RunPython.noop),\n{after}"
    return f"{HEAD}{head}\n\nclass Migration{body.strip().removesuffix(']')}\n{after}\n    ]\n"


def take_away():
    """No earlier one is left, and who named it names the last that it replaced."""
    for path in (path for app in APPS for path in Path(app, "migrations").glob("0*.py")):
        if path.name.startswith(BEGINS):
            path.unlink()
        elif BEGINS in (text := path.read_text(encoding="utf-8")):
            path.write_text(text.replace(BEGINS, ""), encoding="utf-8")


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    take_away()
    django.setup()
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    graph = MigrationLoader(None).graph
    for app in APPS:
        migration = squashed(app, graph)
        Path(app, "migrations", f"{migration.name}.py").write_text(written(app, migration), encoding="utf-8")


if __name__ == "__main__":
    main()
