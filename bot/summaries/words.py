"""The content words of a stretch of text: what it is about, without function words and endings."""

import re
from functools import lru_cache

from bot.articles.porter import porter

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_LONGEST = 40  # characters of a word that are compared

STOP_WORDS: frozenset[str] = frozenset(
    re.findall(
        r"\w+",
        """
    a about above after again against all also although am among an and any are around as at away back be because
    been before being below between both but by came can come could d did do does doing down during each either else
    even ever every few first for from further gave get gets go goes going got had has have having he her here hers
    herself him himself his how however i if in into is it its itself just last least less let like ll m made make
    makes many may me might more most mr mrs ms much must my myself neither never new no none nor not now o of off on
    once one only onto or other others our ours out over own people per quite re s said same say saying says shall
    she should since so some still such t tell than that the their theirs them themselves then there these they this
    those though through time to told too toward towards two under until up upon us ve very via was we well went were
    what when where whether which while who whom whose why will with within without would year years yet you your
        """,
    )
)


def content_words(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order and with repetitions."""
    return [stem for word in _WORD.findall(text.lower()) if (stem := _stem(word))]


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """The word without its endings, "" for a function word or a lone letter."""
    return "" if word in STOP_WORDS or len(word) < 2 else porter(word[:_LONGEST])
