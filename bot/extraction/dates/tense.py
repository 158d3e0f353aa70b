"""Whether what a date belongs to lies behind or ahead of the day of publication, as the verbs around it say."""

import re
from collections.abc import Mapping
from typing import Literal

from bot.articles.types import Span
from bot.extraction.words import words

Tense = Literal["past", "future", "present"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLAUSE = re.compile(r"[,;:—–]")

_AHEAD = words(
    """
    will shall 'll won't due expected expects expect scheduled slated planned planning hopes hope hoping
    upcoming forthcoming aims intends intend vows vow pledges pledge going expires expire opens begins starts
    deadline anticipated projected predicted forecast tentatively looms next
    """
)
_PERHAPS = words("may might should would could must 'd ’d")
# Verbs of saying tell when something was said: they count before a date ("told Congress on Monday"), not behind it.
_SAYING = words(
    "said says say told tells added reported reports wrote announced announces according warned noted stated confirmed"
)
_BEHIND = words(
    """
    was were had did been has have broke met began rose fell won lost died hit took came went made got left shot struck
    held found fled gave saw sold bought beat became brought built caught chose cut drew drove ended flew fought grew
    knew led lay met paid put ran sank sat sent shut slid slept spent spoke stood stole swept swore taught threw won
    wore wrote sprang rang sought forced since ago upheld overthrew withdrew gathered struck bore rode woke split spread
    quit
    """
)
_TO_DO = re.compile(
    r"\b(?i:is|are|was|were|be)\s+to\s+(?:be\s+)?[a-z]{2,}|\bto\s+(?!the\b|a\b|an\b|this\b|that\b)[a-z]{2,}"
)
_FAR = 240  # characters from a date to its verb
_LED = 4
_LIGHT = words("'s 're ’s ’re do does")
_NOT_VERBS = words(
    "red bed need speed seed indeed hundred breed feed exceed united naked sacred wicked embed shed wed led"
)


def tense(text: str, sentence: Span, at: Span, tags: Mapping[int, str]) -> Tense:
    """The tense of the verb that is nearest to the expression `at` in its sentence.

    `tags` are Penn Treebank tags by the place where a word begins; a verb that has none is told by its looks.
    "present" when nothing tells.
    """
    best: tuple[float, Tense] = (1e9, "present")
    sentence = Span(max(sentence.start, at.start - _FAR), min(sentence.end, at.end + _FAR))
    led = 0  # words to come that an auxiliary of the future leads: "will have been held"
    for found in _WORD.finditer(text, sentence.start, sentence.end):
        led -= 1
        if at.start <= found.start() < at.end:
            continue
        said = _said(found.group().lower(), tags.get(found.start()), before=found.start() < at.start)
        if said == "future":
            led = _LED
        elif said == "past" and led > 0:
            said = "future"
        if said is None:
            continue
        distance = _distance(text, found.span(), at)
        if distance < best[0]:
            best = (distance, said)
    if best[1] != "future":
        for found in _TO_DO.finditer(text, sentence.start, sentence.end):
            if found.end() <= at.start and _distance(text, found.span(), at) <= best[0] and "to" in found.group():
                return "future" if _is_future_infinitive(text, sentence, found) else best[1]
    return best[1]


def _said(word: str, tag: str | None, *, before: bool) -> Tense | None:
    if word in _SAYING:
        return "past" if before else None
    if word in _AHEAD or word.endswith(("'ll", "’ll")):
        return None if tag in {"NN", "NNS", "NNP"} and word == "forecast" else "future"
    if word in _PERHAPS and tag in {None, "MD"}:
        return "present" if before else None
    if word in _BEHIND:
        return "past"
    if tag is not None:
        return "past" if tag in {"VBD", "VBN"} else "present" if tag in {"VBZ", "VBP"} and word not in _LIGHT else None
    return "past" if len(word) > 4 and word.endswith("ed") and word not in _NOT_VERBS else None


def _distance(text: str, word: tuple[int, int], at: Span) -> float:
    """How far a verb is: in characters, more across commas; a verb before the date is nearer than one behind it."""
    if word[1] <= at.start:
        between = text[word[1] : at.start]
        return len(between) + 15 * len(_CLAUSE.findall(between))
    between = text[at.end : word[0]]
    return 2 * len(between) + 40 * len(_CLAUSE.findall(between)) + 4


def _is_future_infinitive(text: str, sentence: Span, found: re.Match[str]) -> bool:
    """Of "is to speak", "due to meet"; not of "to fall" "began to fall"."""
    if re.match(r"(?i:is|are|be|was|were)\b", found.group()):
        return True
    before = text[sentence.start : found.start()].split()
    return bool(before) and before[-1].lower() in {
        "is",
        "are",
        "due",
        "set",
        "expected",
        "scheduled",
        "poised",
        "ready",
    }
