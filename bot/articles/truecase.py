"""Upper and lower case for a headline in capitals, from the words of its own article."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*(?:(?<=\.\w)\.)?")
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?…:]\s)[\"'“‘«(\[\s]*$")
_OPENING = " \"'“‘«(["
_SMALLEST = 10  # letters; shorter titles in capitals are often names ("NATO")
_CAPITALS = 0.8  # share of letters


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ACRONYMS = _words(
    "AI AIDS BBC CIA CNN EU FBI FIFA GDP HIV IMF IRA MP NASA NATO NHS OPEC PM TV UAE UEFA UFO UK UN US USA WHO"
)
_BODY = 50_000  # characters of the article that are read for it


def is_shouted(title: str) -> bool:
    """Whether a title is set in capitals throughout."""
    letters = [char for char in title if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    return len(letters) >= _SMALLEST and " " in title and upper >= _CAPITALS * len(letters)


def truecase(title: str, body: str) -> str:
    """`title` with each word as `body` mostly writes it inside sentences; unknown words in lower case.

    After Lita et al., tRuEcasIng (ACL 2003), with the article itself as the only model.
    """
    forms = _forms(body[:_BODY])

    def cased(found: re.Match[str]) -> str:
        word = _spelling(found.group(), forms)
        before = title[: found.start()].rstrip(_OPENING)
        return word[0].upper() + word[1:] if not before or before.endswith((":", "!", "?")) else word

    return _WORD.sub(cased, title)


def _forms(body: str) -> Mapping[str, Counter[str]]:
    """For each word in lower case, how often it is written how, the beginnings of sentences left out."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in _WORD.finditer(body):
        if not _SENTENCE_START.search(body[max(0, found.start() - 4) : found.start()]):
            forms[found.group().lower()][found.group()] += 1
    return forms


def _spelling(word: str, forms: Mapping[str, Counter[str]]) -> str:
    low = word.lower()
    if word in _ACRONYMS and not forms.get(low, Counter())[low]:
        return word
    if low in forms:
        return forms[low].most_common(1)[0][0]
    base, mark, ending = low.rpartition("'" if "'" in low else "’")
    if mark and base in forms:  # KOREA'S, where the body has only Korea
        return forms[base].most_common(1)[0][0] + mark + ending
    return low
