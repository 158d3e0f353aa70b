"""Which form of an article joins which other, and why."""

Joins = dict[int, tuple[int, str]]
"""For a form (an index) the one that it joins, and the reason with {} for the other's name."""


def root(index: int, joins: Joins) -> int:
    """The form at the end of the joins from this one: itself, when it joins none."""
    while index in joins:
        index = joins[index][0]
    return index


def join(joins: Joins, part: int, whole: int, reason: str) -> None:
    """Let one form join another, unless it has joined one before or this would make a circle."""
    if part not in joins and root(whole, joins) != part:
        joins[part] = (whole, reason)
