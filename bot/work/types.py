"""How a stage is named: by the path of a function that only the worker's child imports."""

from dataclasses import dataclass
from typing import Generic, TypeVar, TypeVarTuple

R = TypeVar("R")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True)  # no slots: on Python 3.11 a frozen class with slots cannot be called as Stage[...]()
class Stage(Generic[R, *Ts]):
    """The path "package.module:function" of a stage, with the types of its result and its arguments.

    `READ: Stage[Article, bytes] = Stage("bot.articles.reading:read")` lets a call keep its types although
    the calling process never imports the function.
    """

    path: str

    def __post_init__(self) -> None:
        module, colon, function = self.path.partition(":")
        if not (module and colon and function):
            raise ValueError(f"a stage is named package.module:function, not {self.path!r}")
