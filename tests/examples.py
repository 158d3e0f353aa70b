"""How many examples a property is tried on: few with `make test`, many with `make properties`."""

from hypothesis import settings

_FEWEST = 12
"""A property that is tried on no more than this usually is so with every profile."""


def examples(usual: int) -> int:
    """`usual` stands for a profile of 100 examples, hypothesis's own default; other profiles try more or fewer."""
    return max(min(usual, _FEWEST), usual * settings().max_examples // 100)
