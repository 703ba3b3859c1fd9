"""The names of a script's variables made short; all else stays as it was written, in the order in which it was written.

In one script a name becomes the same short one wherever it stands, and no other name becomes that or was it before. So
it does not matter what is declared where, and nothing can mean something else than it did. Names that are seen from
outside stay: properties, what a browser calls its own, and functions, which an error names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from string import ascii_letters, digits

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

PLAIN = "identifier"
NAMES = {PLAIN, "shorthand_property_identifier", "shorthand_property_identifier_pattern"}
FUNCTIONS = {"function_declaration", "function_expression", "generator_function_declaration", "class_declaration"}
WITHIN = FUNCTIONS | {
    *("arrow_function", "method_definition", "catch_clause", "for_statement", "for_in_statement"),
    *("statement_block", "program", "switch_body"),
}
"""What a name can be declared in."""
DECLARING = {
    "variable_declarator": "name",
    "arrow_function": "parameter",
    "for_in_statement": "left",
    "catch_clause": "parameter",
}
"""Which part of these declares; of formal parameters it is all."""
WORD = re.compile(r"[\w$]+")
RESERVED = {"as", "do", "if", "in", "is", "of"}


@cache
def parser() -> Parser:
    """Who reads scripts."""
    return Parser(Language(tree_sitter_javascript.language()))


def with_short_names(script: str) -> str:
    """The script with its variables by short names; as it is where it cannot be read, or others import from it."""
    source = script.encode()
    nodes = list(below(parser().parse(source).root_node))
    if any(node.type in {"ERROR", "export_statement", "import_statement"} or node.is_missing for node in nodes):
        return script
    standing = [node for node in nodes if node.type in NAMES]
    short = chosen([text_of(node) for node in standing], renamable(nodes, standing), set(WORD.findall(script)))
    parts: list[bytes] = []
    end = 0
    for node in standing:
        name = text_of(node)
        if name in short:
            said = short[name] if node.type == PLAIN else f"{name}:{short[name]}"
            parts += [source[end : node.start_byte], said.encode()]
            end = node.end_byte
    return b"".join([*parts, source[end:]]).decode()


def below(node: Node) -> Iterator[Node]:
    """A node and all within it, as they stand."""
    yield node
    for child in node.children:
        yield from below(child)


def text_of(node: Node) -> str:
    """What stands there."""
    return (node.text or b"").decode()


def renamable(nodes: list[Node], standing: list[Node]) -> set[str]:
    """Names that stand nowhere but where they are declared around; elsewhere, it is a browser's that is meant."""
    declared: dict[str, list[Node]] = {}
    for node in nodes:
        for name, where in declarations(node):
            declared.setdefault(name, []).append(where)
    called = [node.child_by_field_name("name") for node in nodes if node.type in FUNCTIONS]
    kept = {text_of(name) for name in called if name}
    outside = {text_of(node) for node in standing if not covered(node, declared.get(text_of(node), []))}
    return declared.keys() - kept - outside


def declarations(node: Node) -> Iterator[tuple[str, Node]]:
    """The names that this node declares, each with what it holds in."""
    declaring = node if node.type == "formal_parameters" else node.child_by_field_name(DECLARING.get(node.type, "-"))
    if not declaring:
        return
    where: Node | None = node
    while where and where.type not in WITHIN:
        where = where.parent
    if where:
        yield from ((text_of(name), where) for name in bound(declaring))


def bound(pattern: Node) -> Iterator[Node]:
    """The names that a pattern declares; what stands for a value that is not given declares nothing."""
    if pattern.type in NAMES:
        yield pattern
    elif pattern.type != "computed_property_name":
        for child in pattern.children:
            if child != pattern.child_by_field_name("right"):
                yield from bound(child)


def covered(node: Node, places: list[Node]) -> bool:
    """Whether one of these places is around it."""
    return any(place.start_byte <= node.start_byte and node.end_byte <= place.end_byte for place in places)


def chosen(standing: list[str], names: set[str], taken: set[str]) -> dict[str, str]:
    """A short name for each that gets shorter by it, the shortest for those that stand most often."""
    letters = map("".join, product(ascii_letters, ["", *ascii_letters, *digits]))
    free = iter(sorted((name for name in letters if name not in taken | RESERVED), key=len))
    counted = Counter(name for name in standing if name in names)
    return {name: next(free) for name, _ in counted.most_common() if len(name) > 1}
