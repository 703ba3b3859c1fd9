"""Names that were two words for one thing, or one word for two, stay away; and a docstring stands alone."""

import ast
import re

from django.apps import apps

from tests.house import ROOT, at, functions, modules, tree_of

PRODUCT = ("tabulation", "communities", "contests", "scoring", "stage", "papers", "pages", "demo", "config", "bench")
BETTER = {
    "Signed": "AuthenticatedRequest, since papers and cookies are signed too",
    "Turn": "JudgeTask",
    "turn_of": "task_of",
    "Claim": "SeatCookie",
    "claim": "cookie",
    "Lack": "OpeningProblem",
    "lacks": "problems, or opening_problems",
    "Held": "LockedSheet",
    "held": "current, the row as it is under the lock, or the word of its model",
    "Figures": "TallySheet",
    "figures_now": "tally_now",
    "figures_published": "tally_published",
    "Told": "Explanation",
    "told": "the word for what it returns or holds, such as refusal_text",
    "Shown": "Focus",
    "shown": "the word for what it returns or holds, such as results or fact_texts",
    "together": "what it does, such as read_tables or sum_of_points",
    "change_place": "change_locality: a place is a rank",
    "remove_place": "remove_locality: a place is a rank",
    "make_places": "make_localities: a place is a rank",
    "with_places": "with_decimals: a place is a rank",
    "PlacesField": "DecimalsField: a place is a rank",
    "MOST_PLACES": "MOST_DECIMALS: a place is a rank",
}
"""What is not to come back, and what it is called instead."""
WORDS_MODULE = re.compile(r"(?:^|_)words\.py$")


def product():
    return (module for part in PRODUCT for module in modules(ROOT / part))


def named(tree):
    """Every name that a module gives something, with its line: a class, a function, an argument, a variable."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                yield name, node.lineno
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno


def documented(tree):
    """Every docstring, with the line of what it describes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or "", getattr(node, "lineno", 1)


def test_no_name_comes_back_that_means_two_things_or_nothing_alone():
    found = [(at(m, line), name, BETTER[name]) for m in product() for name, line in named(tree_of(m)) if name in BETTER]
    assert found == []


def test_about_is_a_key_of_the_contest_file_and_no_column():
    assert [
        model.__name__
        for model in apps.get_models()
        if any(field.name == "about" for field in model._meta.get_fields())
    ] == []


def test_a_docstring_says_what_it_describes_without_the_one_before():
    assert [
        at(m, line) for m in product() for text, line in documented(tree_of(m)) if text.startswith("The same")
    ] == []


def test_a_module_of_sentences_is_called_wording():
    assert [at(module, 1) for module in product() if WORDS_MODULE.search(module.name)] == []


def test_such_a_name_and_such_a_docstring_would_be_found():
    tree = ast.parse('def told(held):\n    """The same once more."""\n    self.shown = together = 1')
    assert {name for name, _line in named(tree)} & BETTER.keys() == {"told", "held", "shown", "together"}
    assert [text for text, _line in documented(tree) if text.startswith("The same")] == ["The same once more."]


def refusals(function):
    """The codes with which a function refuses in its own body."""
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id="Refused"), args=[ast.Constant(value=code), *_]):
                yield code


def test_an_action_names_the_codes_it_refuses_with():
    found = [
        (at(module, action.lineno), code)
        for module in product()
        if module.parent.name == "actions"
        for action in functions(module)
        if any(ast.unparse(decorator) == "transaction.atomic" for decorator in action.decorator_list)
        for code in refusals(action)
        if f'"{code}"' not in (ast.get_docstring(action) or "")
    ]
    assert found == []
