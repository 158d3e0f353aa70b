"""The order in which the names of an article, or those related to another, are listed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.store.rows import Entity

_T = TypeVar("_T")


def groups_last(found: Sequence[_T], entity: Callable[[_T], Entity], most: int) -> tuple[_T, ...]:
    """The first `most`, people, organisations and places before groups such as “Russian”; `entity` tells what each is.

    A group is in most articles about its country, and says less than the names.
    """
    return tuple(sorted(found, key=lambda one: entity(one).kind == "NORP")[:most])
