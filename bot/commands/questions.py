"""Questions in plain words, and the commands that answer them: "how many died in the flood", "what happened to Kim"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.commands.asked import asked
from bot.search.stopwords import STOP_WORDS
from bot.store.folding import fold

_WORDS = """
anybody anyone anything article articles channel dont everything happen happened happening happens hello hey hi hows
isnt know known latest learn lately mean new news now people person said saying says someone something stories story
talk thank thanks there thing things think today us want whats wheres whos
"""

_ASKING = frozenset(_WORDS.split())
"""Words of questions and greetings, folded: beside the stop words these are no names and nothing to search for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may ask for: a command and its arguments.

    `asks` says it in words: "who said what". It is meant only where the arguments in `names` are names that are known;
    the argument `pair` becomes two names, "A and B", where two known ones stand in it.
    """

    command: str
    arguments: dict[str, str]
    asks: str
    names: tuple[str, ...] = ()
    pair: str = ""


def tells(word: str) -> bool:
    """Whether a word says what is asked about."""
    folded = fold(word)
    return bool(folded) and folded not in STOP_WORDS and folded not in _ASKING


def opens(text: str) -> bool:
    """Whether a text begins as questions and greetings do: with a word that says nothing of what is asked about."""
    first = next(iter(text.split()), "").strip(".,;:!?")
    return bool(fold(first)) and not tells(first.partition("'")[0].partition("’")[0])


def readings(text: str) -> Iterator[Reading]:
    """What a question may ask for, the likeliest first; nothing where it is of no kind that is known here."""
    words = _POLITE.sub("", " ".join(text.replace("’", "'").split())).strip(" ?!.,")
    for pattern, read in _QUESTIONS:
        if found := pattern.fullmatch(words):
            yield from read(found)


def _said(found: re.Match[str]) -> Iterator[Reading]:
    given = {part: said for part, said in found.groupdict().items() if said}
    yield Reading("quotes find", given, "who said what", tuple(part for part in given if part != "since"))


def _said_of(found: re.Match[str]) -> Iterator[Reading]:
    yield from _said(found)
    if words := _telling(found["about"]):
        yield Reading("said", {"words": words}, "who said what")


def _how_many(found: re.Match[str]) -> Iterator[Reading]:
    theme = next((theme for theme, words in _THEMES.items() if words.search(found["what"])), None)
    given = {"theme": theme} if theme else {}
    yield Reading("numbers", {"about": found["about"], **given}, "how many", ("about",))
    if words := _telling(found["about"] if theme else f"{found['what']} {found['about']}"):
        yield Reading("numbers", {"about": words, **given}, "how many")


def _how_many_were(found: re.Match[str]) -> Iterator[Reading]:
    """How many, with no word of where: what was counted and what befell it are looked for together."""
    theme = next((theme for theme, words in _THEMES.items() if words.search(found["what"])), None)
    if words := _telling(found["what"]):
        yield Reading("numbers", {"about": words, **({"theme": theme} if theme else {})}, "how many")


def _what_happened(found: re.Match[str]) -> Iterator[Reading]:
    what = (found["what"] or "").strip()
    if what and asked(what, _ANY_DAY).what:  # "in Orle", and not "in June"
        what = _PLACED.sub("", what)
    yield Reading("summary", {"what": what}, "what happened") if what else Reading("stories", {}, "what is new")


def _when(found: re.Match[str]) -> Iterator[Reading]:
    if words := _telling(found["what"]):
        yield Reading("timeline", {"what": words}, "when", pair="what")


def _names_in(command: str, asks: str) -> Callable[[re.Match[str]], Iterator[Reading]]:
    """A question of which every part is a name."""

    def read(found: re.Match[str]) -> Iterator[Reading]:
        yield Reading(command, found.groupdict(), asks, tuple(found.groupdict()))

    return read


def _telling(text: str) -> str:
    """The words of a text that tell what it is about."""
    return " ".join(word for word in (one.strip('?!.,;:"“”') for one in text.split()) if tells(word))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_ANY_DAY = date(2000, 1, 1)
_PLACED = _pattern(r"^(?:in|at|on|of|from) ")
_POLITE = _pattern(
    r"^(?:(?:hey|hi|hello|please|so|and|ok|okay|dossier|(?:can|could|would) you(?: please)? tell me|tell me"
    r"|do you know|i (?:want|would like|wish) to know)\b[\s,:!]*)+|[\s,]+please(?=\W*$)"
)
_THEMES = {
    "killed": _pattern(r"\b(?:die[ds]?|dead|deaths?|killed|fatalit\w+|victims?|lives|los[et] their li\w+)\b"),
    "injured": _pattern(r"\b(?:injured|hurt|wounded|injuries)\b"),
    "arrested": _pattern(r"\b(?:arrest\w*|detained|jailed)\b"),
    "displaced": _pattern(r"\b(?:displaced|homeless|evacuated|fled|refugees)\b"),
    "missing": _pattern(r"\bmissing\b"),
    "votes": _pattern(r"\b(?:votes?|voted|voters)\b"),
    "money": _pattern(r"\b(?:money|cost|costs|paid|pay|dollars|euros|pounds)\b"),
}
"""What is counted, by the words of the question for it."""

_SINCE = r"(?: (?:since (?:the )?)?(?P<since>(?<=since ).+|today|yesterday|(?:last|this|past) (?:week|month|year)))?"
_ABOUT = r"(?:about|on|of|regarding|concerning)"
_BY_NAME = r"(?:connected|related|linked|tied|close)"
_QUESTIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Reading]]], ...] = (
    (
        _pattern(
            r"(?:what|anything) (?:did|does|do|has|have) (?P<by>(?!(?:people|they|others)\b).+?) (?:say|said|told|tell)"
            rf"(?: {_ABOUT} (?P<about>.+?))?{_SINCE}"
        ),
        _said,
    ),
    (
        _pattern(rf"who (?:has |have )?(?:said|says?|told) (?:(?:what|anything|something) )?{_ABOUT} (?P<about>.+)"),
        _said_of,
    ),
    (_pattern(rf"who (?:has |have )?(?:talked|spoken|spoke|commented) {_ABOUT} (?P<about>.+?){_SINCE}"), _said_of),
    (
        _pattern(
            rf"what(?:'s| is| was| has been| (?:do|did|have|are) (?:people|they|others))"
            rf" (?:being )?(?:said|say|saying) {_ABOUT} (?P<about>.+?){_SINCE}"
        ),
        _said_of,
    ),
    (
        _pattern(
            r"how (?:many times|often|much) (?:is|was|are|were|has|have|did) (?P<name>.+?)"
            r" (?:been |get |got )?(?:mentioned|named|talked about)"
        ),
        _names_in("trend", "how often"),
    ),
    (
        _pattern(r"how (?:many|much)\b(?P<what>.*?) (?:in|at|by|during|after|from|on|for|about) (?P<about>.+)"),
        _how_many,
    ),
    (
        _pattern(
            r"how (?:many|much)\b(?P<what>.*?) (?:did|does|do|has|have|had) (?P<about>.+?)"
            r" (?:get|got|win|won|lose|lost|pay|paid|spend|spent|earn|cost|have|kill|killed|injured?|arrest|arrested)"
        ),
        _how_many,
    ),
    (
        _pattern(r"how many (?P<what>[^\W\d]\S* .*?\b(?:were|was|are|have been|died|drowned|fled|voted)\b.*)"),
        _how_many_were,
    ),
    (
        _pattern(
            r"what(?:s|'s| is| has| was|) (?:happened|happening|happens|going on|been happening|been going on)"
            r"(?:(?: (?:to|with|around|between))? (?P<what>.+))?"
        ),
        _what_happened,
    ),
    (
        _pattern(
            r"(?:what(?:s|'s| is| are|)|(?:is|are) there|any|anything) ?(?:the |any )?(?:new|latest|news)(?: news)?"
            r"(?:(?: (?:with|about))? (?P<what>.+))?"
        ),
        _what_happened,
    ),
    (_pattern(r"(?:the |any )?(?:latest |new )?news about (?P<what>.+)"), _what_happened),
    (_pattern(r"when (?:did|was|were|is|are|will|does|do|has|have) (?P<what>.+)"), _when),
    (
        _pattern(
            rf"how (?:is|are|was|were) (?P<one>.+?) (?:and|{_BY_NAME} (?:to|with)) (?P<other>.+?)(?: {_BY_NAME})?"
        ),
        _names_in("path", "how two are connected"),
    ),
    (
        _pattern(r"what (?:connects|links|ties) (?P<one>.+?) (?:and|to|with) (?P<other>.+)"),
        _names_in("path", "how two are connected"),
    ),
    (
        _pattern(r"what (?:do|does|did) (?P<one>.+?) and (?P<other>.+?) (?:have in common|share)"),
        _names_in("compare", "what two share"),
    ),
    (
        _pattern(rf"who (?:is|are|was|were) {_BY_NAME} (?:to|with) (?P<name>.+)"),
        _names_in("related", "who is tied to whom"),
    ),
)
