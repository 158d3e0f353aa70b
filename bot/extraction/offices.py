"""A pass over offices: "Health Secretary" names no body, nor does "Secretary of State", and "Top" is of no party."""

from collections.abc import Iterator

from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_HOLDERS = words("secretary minister ministers secretaries")
_PORTFOLIOS = words(
    """
    health finance foreign interior defence defense justice education transport transportation environment energy
    agriculture labour labor culture home information economy housing trade industry prime
    """
)
_OF = words("of for")
# Words that a name may begin with, and that are none of it where a sentence or a headline begins.
_RANKS = words("Top Former Senior Veteran Fellow Leading")
_RANKED = frozenset[Kind](("ORG", "NORP", "PERSON", "GPE"))


def offices(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The names without those of portfolios, and without what says how high somebody stands."""
    return list(_kept(tokens, names))


def _kept(tokens: Tokens, names: list[Name]) -> Iterator[Name]:
    for name in names:
        if _is_portfolio(tokens, name):
            continue
        ranked = len(name) > 1 and name.kind in _RANKED and tokens.words[name.start] in _RANKS
        yield Name(name.start + 1, name.end, name.kind) if ranked and _begins(tokens, name.start) else name


def _is_portfolio(tokens: Tokens, name: Name) -> bool:
    """Whether a single word is what a minister is of: "Health Secretary", "Secretary of State"."""
    if len(name) > 1 or name.kind == "PERSON":
        return False
    word = tokens.words[name.start].lower()
    behind = tokens.words[name.end].lower() if name.end < len(tokens) else ""
    if word in _PORTFOLIOS and behind in _HOLDERS:
        return True
    of, holder = tokens.words[name.start - 1], tokens.words[name.start - 2].lower() if name.start > 1 else ""
    return (word in _PORTFOLIOS or word == "state") and of in _OF and holder in _HOLDERS


def _begins(tokens: Tokens, at: int) -> bool:
    """Whether a sentence or a quotation begins at a token."""
    return (
        at == 0
        or not tokens.words[at - 1][-1].isalnum()
        or "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
    )
