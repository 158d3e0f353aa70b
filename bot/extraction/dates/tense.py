"""Whether what a date belongs to lies behind or ahead of the day of publication, as the verbs around it say."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from bot.articles.types import Span
from bot.extraction.words import words

Tense = Literal["past", "future", "present", "untold"]
_Unsure = Literal["saying", "perhaps"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLAUSE = re.compile(r"[,;:—–]")

_AHEAD = words(
    """
    will shall 'll won't due expected expects expect scheduled slated planned planning hopes hope hoping
    upcoming forthcoming aims intends intend vows vow pledges pledge going expires expire opens begins starts
    deadline anticipated projected predicted forecast tentatively looms next
    """
)
_PERHAPS = words("may might should would could must can cannot 'd ’d")
# Verbs of saying tell when something was said: they count before a date ("told Congress on Monday"), not behind it.
_SAYING = words(
    "said says say told tells added reported reports wrote announced announces according warned noted stated confirmed"
)
_BEHIND = words(
    """
    was were had did been broke met began rose fell won lost died hit took came went made got left shot struck
    held found fled gave saw sold bought beat became brought built caught chose cut drew drove ended flew fought grew
    knew led lay met paid put ran sank sat sent shut slid slept spent spoke stood stole swept swore taught threw won
    wore wrote sprang rang sought forced since ago upheld overthrew withdrew gathered struck bore rode woke split spread
    quit shook tore burst froze hid hurt swam stuck swung dug
    """
)
_TO_DO = re.compile(
    r"\b(?i:is|are|was|were|be)\s+to\s+(?:be\s+)?[a-z]{2,}|\bto\s+(?!the\b|a\b|an\b|this\b|that\b)[a-z]{2,}"
)
_FAR = 240  # characters from a date to its verb
_SHORT = 4  # letters of words that do not tell by "ed" at their end
_LED = 4  # words that an auxiliary of the future leads: "will have been held"
_DONE = 6  # words from "did" to its verb: "did the court rule"
_ASKED = 10  # words from "if" to its verb
_LIGHT = words("'s 're ’s ’re do does")
_DID = words("did didn't didn’t")
# A participle behind these tells of no past ("is held", "may be rigged", "has fallen"), unless it is of an own tense.
_NO_PAST = words("has have been is are am be being 's ’s 're ’re can cannot may might could should would must")
_OWN_PAST = words("was were had did ago since")
_NOW = words("is are am has have")
_WITHIN = words("not also now still be being only yet to")
_CONDITIONS = words("if whether unless")
_OPENING = re.compile(r"\W*(?i:(?:on|in|by|at|late|early|earlier|and|but|then|also|just|back)\s+){0,3}(?i:the\s+)?")
_AFTER = re.compile(r"\b(?i:(?<!until )after|following|since|despite)\s[^,;:.]{0,60}$")
_PUT_OFF = re.compile(
    r"\b(?i:put off|pushed back|postponed|adjourned|delayed|deferred|moved|rescheduled|extended|remanded|scheduled|set"
    r"|slated|planned|due)\s(?:[^,;:.]{0,30}\s)?(?i:to|until|till|for)\s+(?i:the\s+)?$"
)
_TOWARDS = re.compile(r"\b(?i:ahead of|in time for|in the run-up to)\s[^,;:.]{0,60}$")
_NOT_VERBS = words(
    "red bed need speed seed indeed hundred breed feed exceed united naked sacred wicked embed shed wed led"
)


def tense(text: str, sentence: Span, at: Span, tags: Mapping[int, str]) -> Tense:
    """The tense of the verb that is nearest to the expression `at` in its sentence.

    `tags` are Penn Treebank tags by the place where a word begins; a verb that has none is told by its looks.
    "untold" when there is no verb. A date that opens its sentence goes with a verb that tells of what was or will be.
    """
    stretch = Span(max(sentence.start, at.start - _FAR), min(sentence.end, at.end + _FAR))
    opens = _OPENING.fullmatch(text, sentence.start, at.start) is not None
    told: list[tuple[float, Tense]] = []
    for verb, said in _verbs(text, stretch, at, tags):
        behind = verb.start > at.start
        if said == "present" and behind and _CLAUSE.search(text, at.end, verb.start):
            continue
        if said == "saying":
            if not behind or (not told and (opens or not _CLAUSE.search(text, at.end, verb.start))):
                told.append((_distance(text, verb, at), "past"))
        elif said != "perhaps":
            told.append((_distance(text, verb, at), said))
        elif not behind:
            told.append((_distance(text, verb, at), "present"))
    near, nearest = min(told, default=(1e9, "untold" if tags else "present"))
    before = text[stretch.start : at.start]
    if _PUT_OFF.search(before):
        return "future"
    if nearest != "future":
        for found in _TO_DO.finditer(text, stretch.start, stretch.end):
            if found.end() <= at.start and _distance(text, Span(*found.span()), at) <= near and "to" in found.group():
                return "future" if _is_future_infinitive(text, stretch, found) else nearest
    if nearest in {"past", "future"}:
        return nearest
    sure = min([one for one in told if one[1] != "present"], default=None) if opens else None
    return sure[1] if sure else _by_preposition(before) or nearest


def _by_preposition(before: str) -> Tense | None:
    """Where no verb tells it: what stands "after the vote on Monday" was, what stands "ahead of" it will be."""
    return "future" if _TOWARDS.search(before) else "past" if _AFTER.search(before) else None


def _verbs(text: str, stretch: Span, at: Span, tags: Mapping[int, str]) -> Iterator[tuple[Span, Tense | _Unsure]]:
    """The verbs of a stretch around the expression `at`, with what each tells; auxiliaries decide what they lead."""
    lead, until, asked = "", -1, -1
    for number, found in enumerate(_WORD.finditer(text, stretch.start, stretch.end)):
        if at.start <= found.start() < at.end:
            continue
        word, tag = found.group().lower(), tags.get(found.start())
        said = _said(word, tag)
        if number <= until:
            said = _led(lead, word, tag, said)
        if number <= asked and said in {"present", "perhaps"}:
            said = "future"
        if said == "future":
            lead, until = "future", number + _LED
        elif word in _DID:
            lead, until = "did", number + _DONE
        elif word in _NO_PAST:
            lead, until = "now", number + 1
        elif lead == "now" and number <= until and (word in _WITHIN or word.endswith("ly")):
            until = number + 1
        elif word in _CONDITIONS:
            asked = number + _ASKED
        if said is not None:
            yield Span(*found.span()), said


def _led(lead: str, word: str, tag: str | None, said: Tense | _Unsure | None) -> Tense | _Unsure | None:
    """What a word tells behind an auxiliary."""
    if lead == "did":
        return "past" if tag == "VBP" else said
    if said == "past" and lead == "future":
        return "future"
    return None if said == "past" and word not in _OWN_PAST and tag != "VB" else said


def _said(word: str, tag: str | None) -> Tense | _Unsure | None:
    if word in _SAYING:
        return "saying"
    if word in _AHEAD or word.endswith(("'ll", "’ll")):
        return None if tag in {"NN", "NNS", "NNP"} and word == "forecast" else "future"
    if word in _PERHAPS and tag in {None, "MD"}:
        return "perhaps"
    return "past" if word in _BEHIND else _looks(word, tag)


def _looks(word: str, tag: str | None) -> Tense | None:
    """What the tag of a word tells, or its end."""
    if tag is None:
        looks = len(word) > _SHORT and word.endswith("ed") and word not in _NOT_VERBS
        return "past" if looks else "present" if word in _NOW else None
    if tag in {"VBD", "VBN"} or (tag == "VB" and word == "have"):
        return "past"
    return "present" if tag in {"VBZ", "VBP"} and word not in _LIGHT else None


def _distance(text: str, word: Span, at: Span) -> float:
    """How far a verb is: in characters, more across commas; a verb before the date is nearer than one behind it."""
    if word.end <= at.start:
        between = text[word.end : at.start]
        return len(between) + 15 * len(_CLAUSE.findall(between))
    between = text[at.end : word.start]
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
