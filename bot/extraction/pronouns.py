"""The pronouns of the third person that may stand for a name."""

from collections.abc import Iterator

from bot.extraction.openings import pleonastic
from bot.extraction.tokens import Tokens
from bot.extraction.types import Gender, Pronoun
from bot.extraction.words import words

_FORMS: tuple[tuple[Gender, frozenset[str]], ...] = (
    ("he", words("he him his himself")),
    ("she", words("she her hers herself")),
    ("they", words("they them their theirs themselves")),
    ("it", words("it its itself")),
)
_GENDERS: dict[str, Gender] = {word: gender for gender, forms in _FORMS for word in forms}
_POSSESSIVE = "PRP$"
_SUBJECT = words("nsubj nsubjpass")


def pronouns(tokens: Tokens) -> Iterator[Pronoun]:
    """The pronouns in order, without an "it" that refers to nothing."""
    for sentence, (start, end) in enumerate(tokens.sentences):
        for at in range(start, end):
            gender = _GENDERS.get(tokens.words[at].lower())
            if gender is None or not tokens.tags[at].startswith("PRP"):
                continue
            if tokens.words[at].lower() == "it" and pleonastic(tokens, at, end):
                continue
            yield Pronoun(
                tokens.span(at, at + 1),
                gender,
                sentence,
                possessive=tokens.tags[at] == _POSSESSIVE,
                subject=tokens.deps[at] in _SUBJECT,
            )
