"""What a sentence speaks of as known, so that what brought it up must be shown too: "the app", "the warning"."""

import re
from collections.abc import Sequence

from bot.summaries.passages import Passage
from bot.summaries.words import content_words

# "The app", with nothing behind it that says which.
_THE_ONE = re.compile(
    r"\b[Tt]he (?:[a-z-]+ )?([a-z]{3,})(?=[,.;]| (?:is|was|are|were|has|had|have|will|would|said|says|can|could|may)\b)"
)
# Nouns that take up whatever was said before: "the chilling warning".
_ANYTHING_SAID = re.compile(
    r"\b[Tt]he (?:[a-z-]+ )?(move|decision|warning|announcement|comments?|remarks?|ruling|incident"
    r"|creature|revelations?|disclosure|admission|outburst|response|reaction|gesture|stunt|proposal"
    r"|dispute|blunder|ordeal|feat|statistics?|figures)\b"
    r"(?! (?:of|that|to|in|by|from|for|about|on|against|over|with)\b)"
)
_BROUGHT_UP = (
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne) "
    r"(?:(?!(?:the|and|or|of|in|on|at|to|by|for|from|with|over|across|into|near|after|before|as|that|who|is|was)\b)"
    r"[\w'’-]+ ){{0,3}}(?:[\w'’]+-)?{noun}\b"
)


def taken_up(text: str, read: Sequence[Passage], i: int) -> int | None:
    """The sentence that a text's sentence `i` needs because it takes up what is brought up there; None for none.

    That is the first with the same noun: where it has it as something new ("an app"), or where the noun is one that
    can stand for anything ("the warning"); with such a noun and no sentence that has it, the one right before.
    """
    start, end = read[i].span.start, read[i].span.end
    for found in _ANYTHING_SAID.finditer(text, start, end):
        if noun := _new_here(text, start, found):
            return next((j for j in range(i) if noun in read[j].words), i - 1)
    for found in _THE_ONE.finditer(text, start, end):
        noun = _new_here(text, start, found)
        first = next((j for j in range(i) if noun in read[j].words), None) if noun else None
        if first is not None and re.search(_BROUGHT_UP.format(noun=found[1]), read[first].span.of(text)):
            return first
    return None


def _new_here(text: str, start: int, found: re.Match[str]) -> str:
    """The stem of the noun that was found; "" for a function word, and where the sentence has it before."""
    stem = next(iter(content_words(found[1])), "")
    return "" if stem in content_words(text[start : found.start()]) else stem
