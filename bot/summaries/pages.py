"""Whether a text is a page around a story rather than one: an error page, a notice of an archive, a login wall."""

import re
from collections.abc import Sequence

from bot.summaries.passages import Passage
from bot.summaries.words import content_words

_LONGEST = 150  # words; nobody writes a longer error page
_SHARE = 0.25

# What such pages speak of. One of these words in four is far more than any report on the web itself has.
_PAGE = frozenset(
    content_words(
        """
        page website site url link browser javascript cookies cookie subscribe subscription subscriber inbox email
        newsletter tweet tweets twitter location archive archived crawl crawls crawled wayback machine internet web
        collection transcript interactive rating rented video feature available unavailable loaded load click
        copyright reprints reserved rights personal non-commercial noncommercial content login account password
        privacy policy terms search homepage snapshot error request requested address spelling exist donate donating
        data enabled disabled refresh reload app application third-party settings option delete history embed
        widget permalink player playback supported device server captcha verify robot human security
        """
    )
)


_APOLOGY = re.compile(
    r"(?:we(?:'re| are) )?(?:sorry|oops|whoops|error|40[34]|access denied|page not found)\b.{0,40}"
    r"\b(?:page|url|link|access|found|requested|looking for)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_page(text: str, read: Sequence[Passage]) -> bool:
    """Whether a text, whose sentences are `read`, is short and speaks of pages more than of anything else."""
    if sum(passage.length for passage in read) > _LONGEST:
        return False
    if _APOLOGY.match(text):
        return True
    words = [word for passage in read for word in passage.words]
    return sum(word in _PAGE for word in words) > _SHARE * len(words)
