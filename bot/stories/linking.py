"""How likely two articles are on one event, by their sketches and the days between them: link detection."""

import math

from bot.stories.coefficients import EVIDENCE, FAINT, PER_DAY, PER_SILENCE, SILENT, WINDOW
from bot.stories.sketch import UNIT, Sketch, Terms

_CERTAIN = 1_000


def link(one: Sketch, other: Sketch, apart: int = 0) -> int:
    """The probability that two articles tell of one event, in per mille; 0 where it is faint.

    `apart` is the number of days between them, 0 where it is not known. It makes no difference which is named first.
    """
    if abs(apart) > WINDOW or not one.names or not other.names:
        return 0
    words = _cosine(one.words, other.words)
    odds = (
        EVIDENCE.start
        + EVIDENCE.names * _cosine(one.names, other.names)
        + EVIDENCE.persons * _cosine(one.persons, other.persons)
        + EVIDENCE.shared * len(one.names.keys() & other.names.keys()) / min(len(one.names), len(other.names))
        + EVIDENCE.words * words
        + EVIDENCE.numbers * _cosine(one.numbers, other.numbers)
        + PER_SILENCE * max(0.0, SILENT - words)
        + PER_DAY * abs(apart)
    )
    likely = round(_CERTAIN / (1 + math.exp(-odds)))
    return likely if likely >= FAINT else 0


def _cosine(one: Terms, other: Terms) -> float:
    fewer, more = sorted((one, other), key=len)
    return sum(weight * more[term] for term, weight in fewer.items() if term in more) / (UNIT * UNIT)
