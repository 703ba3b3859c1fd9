"""Who is in a team: as an organiser types and pastes it, as lists hold it, and as everybody is told.

In a form one person stands on a line, in the cell of a list all stand in one, the post behind the name:

>>> members_line(read_members("王芳 书记\\n李 强（网格员）\\n赵敏"))
'王芳（书记）、李强（网格员）、赵敏'
>>> read_members("王芳（书记）、李强") == read_members("王芳,书记\\n李强") == read_members("王芳（书记），李强")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from communities.names import HAN, name_text
from communities.typed import can_be_seen, unfit_in, without_the_unseen
from communities.wording import listed
from tabulation.contest import Member as Read
from tabulation.members import (
    BETWEEN,
    CLOSING,
    LONGEST_NAME,
    LONGEST_POST,
    MOST_MEMBERS,
    OPENING,
    name_fault,
    post_fits,
)

Member = dict[str, Any]
"""As a contest file has it: `name`, and `post` where there is one."""
LIST_SIGNS = "、;；"
"""Signs that stand between people and nowhere else; a comma may stand between a name and its post."""
BEHIND_A_NAME = re.compile(r"[\t,，:：]")
MOST_SHOWN = 40
FEW = 2
"""Members that are named in a line of a long list."""


@dataclass(frozen=True)
class BadMembers(ValueError):
    """A text that does not say who is in a team: why, as a code, and the facts of its sentence."""

    code: str
    facts: Mapping[str, Any]


def read_members(text: str) -> list[Member]:
    """The people in a text, one a line or all in one line. Raises BadMembers."""
    parts = list(_parts(without_the_unseen(text)))
    if len(parts) == 1 and _told_by_blanks(parts[0]):
        raise BadMembers("members-unclear", {"text": parts[0][:MOST_SHOWN]})
    found = [_member(part) for part in parts]
    if len(found) > MOST_MEMBERS:
        raise BadMembers("members-many", {"count": len(found), "most": MOST_MEMBERS})
    names = [member["name"] for member in found]
    for n, name in enumerate(names):
        if name in names[:n]:
            raise BadMembers("member-twice", {"name": name[:MOST_SHOWN]})
    return found


def _parts(text: str) -> Iterator[str]:
    """The people one by one: by lines where there are several, else by the signs between them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    signs = LIST_SIGNS if any(sign in text for sign in LIST_SIGNS) else BETWEEN
    parts = lines if len(lines) > 1 else (part for line in lines for part in _split(line, signs))
    return filter(None, (part.strip() for part in parts))


def _split(line: str, signs: str) -> Iterator[str]:
    """A line in parts at some signs that do not stand within brackets."""
    depth, begun = 0, 0
    for n, sign in enumerate(line):
        depth += (sign in OPENING) - (sign in CLOSING)
        if sign in signs and depth <= 0:
            yield line[begun:n]
            begun = n + 1
    yield line[begun:]


def _told_by_blanks(text: str) -> bool:
    """Whether only blanks part what is written: nobody knows of a single line if a post or a name comes second.

    >>> _told_by_blanks("王芳 李强 赵敏"), _told_by_blanks("王 芳"), _told_by_blanks("王芳（书记 主任）")
    (True, False, False)
    """
    return not (set(OPENING) & set(text) or BEHIND_A_NAME.search(text)) and bool(_name_and_post(text)[1])


def _goes_on_behind_brackets(text: str) -> bool:
    """Whether more follows the brackets of a post, as in 王芳（书记）李强."""
    depth = 0
    for n, sign in enumerate(text, start=1):
        depth += (sign in OPENING) - (sign in CLOSING)
        if sign in CLOSING and depth == 0 and text[n:].strip(f"{CLOSING} "):
            return True
    return False


def _member(text: str) -> Member:
    if _goes_on_behind_brackets(text):
        raise BadMembers("members-unclear", {"text": text[:MOST_SHOWN]})
    name, post = _name_and_post(text)
    name, post = name_text(name), " ".join(post.split())
    if not can_be_seen(name):
        raise BadMembers("member-nameless", {"text": text[:MOST_SHOWN]})
    if (sign := name_fault(name)) is not None:
        raise BadMembers("member-unclear", {"text": text[:MOST_SHOWN], "sign": sign})
    if not post_fits(post):
        raise BadMembers("member-brackets", {"text": text[:MOST_SHOWN]})
    for part, longest in ((name, LONGEST_NAME), (post, LONGEST_POST)):
        if len(part) > longest:
            raise BadMembers("member-long", {"text": part[:MOST_SHOWN], "most": longest, "length": len(part)})
    return {"name": name, "post": post} if post else {"name": name}


def _name_and_post(text: str) -> tuple[str, str]:
    """Before and in the brackets that end a text; else before and behind the first comma, colon or tab; else, in
    Chinese, before and behind the first blank that does not stand within a name such as 王 芳."""
    bracket = next((n for n, sign in enumerate(text) if sign in OPENING), None)
    if bracket is not None:
        inner = text[bracket + 1 :].rstrip()
        return (text[:bracket], inner[:-1]) if inner and inner[-1] in CLOSING else (text, "")
    parts = BEHIND_A_NAME.split(text, maxsplit=1)
    if len(parts) > 1:
        return parts[0], parts[1]
    words = text.split()
    if len(words) < 2 or not re.match(f"[{HAN}]", text):
        return text, ""
    first = 2 if len(words[0]) == len(words[1]) == 1 else 1
    return "".join(words[:first]), " ".join(words[first:])


def _written(members: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (f"{each['name']}（{each['post']}）" if each.get("post") else each["name"] for each in members)


def members_lines(members: Iterable[Mapping[str, Any]]) -> str:
    """A team as it is typed: one person a line."""
    return "\n".join(_written(members))


def members_line(members: Iterable[Mapping[str, Any]]) -> str:
    """A team as the cell of a list holds it."""
    return "、".join(_written(members))


def members_fit(members: Any) -> bool:
    """Whether a team reads the same after it was written down: so it stands in a form and in a list.

    >>> members_fit([{"name": "王芳", "post": "书记"}]), members_fit([{"name": "王 芳"}]), members_fit(["王芳"])
    (True, False, False)
    """
    try:
        plain = [{key: each[key] for key in ("name", "post") if each.get(key)} for each in members]
        return bool(read_members(members_lines(plain)) == plain) and not any(map(unfit_in, _written(plain)))
    except (AttributeError, BadMembers, KeyError, TypeError):
        return False


def members_said(members: Any) -> str:
    """A team as a journal says it."""
    return members_line(members) if isinstance(members, list) else str(members or "")


# ---- Who they are


def names_beside(name: str, members: Iterable[Mapping[str, Any] | Read]) -> list[str]:
    """The names of a team but for the one that the contestant is called by.

    >>> names_beside("王芳", [{"name": "王芳"}, {"name": "李强"}]), names_beside("红旗队", [{"name": "李强"}])
    (['李强'], ['李强'])
    """
    names = (each.name if isinstance(each, Read) else each["name"] for each in members)
    return [each for each in names if each != name]


def members_text(names: Sequence[str], most: int | None = None) -> str:
    """Who is in a team beside the one it is called by: all, or the first of them and how many more there are.

    Every page, screen and paper says it so.
    """
    if most is None or len(names) <= most:
        return listed(names)
    return gettext("{names} and {more} more").format(names=listed(names[:most]), more=len(names) - most)


def team_text(name: str, members: Iterable[Mapping[str, Any]]) -> str:
    """All of them behind the word for it, "" where there is nobody to name."""
    return named_team(names_beside(name, members))


def named_team(names: Sequence[str]) -> str:
    """Names behind the word for a team, "" where there are none."""
    return gettext("Team: {members}").format(members=members_text(names)) if names else ""
