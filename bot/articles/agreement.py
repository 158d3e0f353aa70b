"""Two readings of one page: where they agree on the story, what only one of them has at its edges is none of it.

The second reader is the port of arc90's Readability that comes with trafilatura: it scores whole containers, and so
errs in other places than the first. Alone it reads worse (F1 .936 against .977 on the development half of the
article-extraction benchmark); the edges that it denies raise the first to .980 there, for better on 16 pages of 90 and
for worse, by a hundredth, on 2.
"""

import re
from collections import Counter

from lxml.etree import LxmlError
from lxml.html import HtmlElement, document_fromstring
from trafilatura.readability_lxml import Document

_BLOCKS = ("p", "li", "h2", "h3", "blockquote", "td", "pre")
_RUN = 4  # words, as the benchmark compares texts
_AGREES = 0.95  # share of the second reading that must stand in the first
_ENOUGH = 0.5  # share of the first that must stand in the second: else that one found only a part
_WORD = re.compile(r"\w+")


def second_reading(tree: HtmlElement) -> str:
    """What the second reader takes for the story, a block a line. The tree is spent; broken ones give nothing."""
    try:
        story: HtmlElement = document_fromstring(Document(tree).summary())
    except (LxmlError, ValueError, AttributeError, TypeError, IndexError):  # it trusts its input more than it may
        return ""
    return "\n".join(" ".join(block.text_content().split()) for block in story.iter(*_BLOCKS))


def within_agreement(first: str, second: str) -> str:
    """The first reading from the first to the last line that the second has, too, where the two agree on the story."""
    runs, others = _runs(first), _runs(second)
    shared = (runs & others).total()
    if shared < _AGREES * others.total() or shared < _ENOUGH * runs.total():
        return first
    lines, known = first.split("\n"), _squeeze(second)
    both = [number for number, line in enumerate(lines) if _squeeze(line) and _squeeze(line) in known]
    return "\n".join(lines[both[0] : both[-1] + 1]) if both else first


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(zip(*(words[at:] for at in range(_RUN)), strict=False))


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)
