"""Who is in a team: read from a contest file, and how a name must be written to stand among others in one line."""

from __future__ import annotations

import re
from typing import Any

from .contest import Member
from .fields import Fields, Problems

MOST_MEMBERS = 30
LONGEST_NAME = 60
LONGEST_POST = 120
OPENING, CLOSING = "（(", "）)"
BETWEEN = "、，,；;"
"""Signs that stand between the members of a team where they are written in one line."""
STROKES = "/／"
"""Signs that part names as well as two posts of one person."""
IN_NO_NAME = re.compile(f"[{re.escape(BETWEEN + STROKES + OPENING + CLOSING)}\\s]")
BLANK = re.compile(r"[^\S ]")


def name_fault(name: str) -> str | None:
    """The sign for which a name cannot stand in a list of members, "" where it is a break between two lines.

    >>> name_fault("王芳"), name_fault("Anna Lind"), name_fault("王芳、李强"), name_fault("王芳(书记)")
    (None, None, '、', '(')
    """
    found = IN_NO_NAME.search(name.replace(" ", ""))
    return None if found is None else found[0].strip()


def post_fits(post: str) -> bool:
    """Whether a post can stand in brackets behind a name: on one line, its own brackets in pairs.

    >>> post_fits("副书记（挂职）"), post_fits("副书记）"), post_fits("a" + chr(10))
    (True, False, False)
    """
    depth = 0
    for sign in post:
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth < 0:
            return False
    return depth == 0 and not BLANK.search(post)


def read_members(f: Fields) -> tuple[Member, ...]:
    """The members of a contestant; what is wrong is noted."""
    found = f.objects("members", _member)
    if len(found) > MOST_MEMBERS:
        f.fault("members", f"{len(found)} people where at most {MOST_MEMBERS} were expected")
    names = [member.name for member in found]
    for k, name in enumerate(names):
        if name and name in names[:k]:
            f.fault(f"members[{k}].name", f'"{name}" is in this team twice')
    return found


def _member(value: Any, path: str, problems: Problems) -> Member:
    f = Fields(value, path, problems, {"name", "post"})
    name, post = f.id("name"), f.text("post") or ""
    if name_fault(name) is not None or name != name.strip():
        f.fault(
            "name", "a name of one person was expected, on one line, without brackets, commas, semicolons and strokes"
        )
    if not post_fits(post) or post != post.strip():
        f.fault("post", "expected one line, with its brackets in pairs")
    for key, text, longest in (("name", name, LONGEST_NAME), ("post", post, LONGEST_POST)):
        if len(text) > longest:
            f.fault(key, f"longer than {longest} characters")
    return Member(name=name, post=post, about=f.about())
