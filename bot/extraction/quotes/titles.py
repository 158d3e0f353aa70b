"""What stands between marks and is no quotation: titles of works, nicknames, words held at arm's length."""

from collections.abc import Sequence

from bot.extraction.tokens import Tokens
from bot.extraction.words import words

_LITTLE = words("a an the of on in at to for and or but with from by is it n't 's ’s")
_CLOSED_CLASS = ("IN", "DT", "CC", "TO", "POS")
_LONGEST_NICKNAME = 3


def is_title(tokens: Tokens, found: Sequence[int]) -> bool:
    """Whether of these words, all that count have a capital, and there are at least two of them."""
    heavy = [at for at in found if tokens.words[at].lower() not in _LITTLE and tokens.tags[at] not in _CLOSED_CLASS]
    capitals = sum(tokens.words[at][0].isupper() or tokens.words[at][0].isdigit() for at in heavy)
    return len(heavy) >= 2 and capitals == len(heavy)


def is_nickname(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the tokens between two marks stand within a name: "Joe “the Shark” Doe"."""
    around = (first - 2, end + 1)
    return end - first <= _LONGEST_NICKNAME and all(0 <= at < len(tokens) and tokens.tags[at] == "NNP" for at in around)
