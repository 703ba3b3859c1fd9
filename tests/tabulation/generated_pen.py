"""How choices are drawn: the simplest first, in pieces that can be taken out, so that examples shrink."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

Document = dict[str, Any]
T = TypeVar("T")


@cache
def up_to(highest: int) -> st.SearchStrategy[int]:
    """Whole numbers from 0."""
    return st.integers(0, highest)


@cache
def some_bytes(count: int) -> st.SearchStrategy[bytes]:
    """Exactly so many bytes."""
    return st.binary(min_size=count, max_size=count)


ABSENT: Any = object()


class Pen:
    """Draws choices; the first of the options is the simplest."""

    def __init__(self, draw: st.DrawFn, notes: bool) -> None:
        self.draw = draw
        self.notes = notes

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.draw(up_to(len(options) - 1))] if len(options) > 1 else options[0]

    def one_in(self, count: int) -> bool:
        """True about once in so many times."""
        return self.draw(up_to(count - 1)) == count - 1

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """None to `most` different ones of the options, in any order."""
        left = list(options)
        return self.several(
            lambda own, _: left.pop(own.draw(up_to(len(left) - 1))), 0, min(most, len(left)), most // 2 + 2
        )

    def several(self, make: Callable[["Pen", int], T], least: int, most: int, on: int) -> list[T]:
        """From `least` to `most` things, each a piece that shrinking can take out; it ends one in `on` times."""
        found: list[T] = []
        while len(found) < most:
            one = self.draw(one_more(make, len(found), on if len(found) >= least else 0, self.notes))
            if one is ABSENT:
                break
            found.append(one)
        return found

    def add(self, target: Document, key: str, options: Sequence[Any], null: bool = True) -> None:
        """The key with one of the options, or absent, or null where null may be written."""
        value = self.pick((ABSENT, *options, *([None] if null else [])))
        if value is not ABSENT:
            target[key] = value

    def rarely(self, target: Document, key: str, options: Sequence[Any], null: bool = True) -> None:
        """The same, absent in more than two of three cases."""
        self.add(target, key, [ABSENT] * (2 * len(options) + 2) + list(options), null)

    def noted(self, target: Document) -> Document:
        """In some documents, now and then with a free object beside."""
        if self.notes and self.one_in(4):
            target["about"] = {"note": "只供参考", "order": [3, 1.5, None], "seen": {"yes": True}}
        return target


@st.composite
def one_more(draw: st.DrawFn, make: Callable[[Pen, int], Any], at: int, on: int, notes: bool) -> Any:
    """One thing, the `at`-th, or no more."""
    if on and draw(up_to(on - 1)) == 0:
        return ABSENT
    return make(Pen(draw, notes), at)
