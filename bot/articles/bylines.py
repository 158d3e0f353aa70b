"""By-lines and datelines: who wrote an article and where from, as printed before its first sentence."""

import re
from dataclasses import dataclass

from bot.articles.stamps import DATE, DAY, MONTH, match_stamp

AGENCIES = (
    "AAP", "ABC", "AFP", "ANI", "ANSA", "AP", "BBC", "Bloomberg", "CBC", "CBS", "CNN", "CNN Business", "CP", "DPA",
    "dpa", "EFE", "Financial Times", "IANS", "Interfax", "KCNA", "Kyodo", "NBC", "NPR", "PA", "PTI", "RIA Novosti",
    "Reuters", "Reuters Health", "Reuters Life!", "SportsTicker", "TASS", "The Associated Press", "UPI", "Xinhua",
    "Yonhap", "ZDNet",
)  # fmt: skip

_KNOWN = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_SIGNED = rf"(?:\((?:{_KNOWN}|[A-Z][A-Z0-9]{{1,11}})\)|/[A-Z][A-Za-z]{{2,15}}(?:-[A-Za-z]{{2,15}})?/)"
_NAMED = r"\([A-Z][\w.&'’-]{1,20}(?: [A-Z][\w.&'’-]{0,20}){0,3}\)"
_DASH = r"(?:[^\S\n]*(?:--+|—|–|_)[^\S\n]*|[^\S\n]+-[^\S\n]+|[^\S\n]*:[^\S\n]+)"
_LONG_DASH = r"[^\S\n]+(?:--+|—|–|-(?=[^\S\n]))[^\S\n]*"
_OPENS = r"(?=[\"'“‘«(\[]{0,2}[A-Z0-9À-Þ$£€])"
_WORD = r"[A-ZÀ-Þ][\w.'’-]{0,24}"
_PLACE = rf"{_WORD}(?:[ /](?:(?:de|del|of|la|le|al|am|an der) )?{_WORD}){{0,4}}"
_REGION = rf"(?:, ?{_WORD}(?:[ ]{_WORD}){{0,2}}){{0,2}}"
_WHEN = rf"(?:, ?(?:{DATE}|{MONTH} {DAY}\b|{DAY} {MONTH}))?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,24}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,24}){0,3}"

_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PLACE}{_REGION}{_WHEN}\s{{0,3}}{_SIGNED}{_DASH}",
        rf"{_PLACE}{_REGION}{_WHEN}\s{{0,3}}\((?:{_KNOWN})\)[^\S\n]*{_OPENS}",
        rf"{_SIGNED}{_DASH}",
        rf"\((?:{_KNOWN})\)\s*{_OPENS}",
        rf"(?:{_PLACE}{_REGION}{_WHEN}\s{{1,3}})?{_NAMED}[^\S\n]*(?:--+|—)[^\S\n]*{_OPENS}",
        rf"{_CAPITALS}{_REGION}{_WHEN}{_LONG_DASH}{_OPENS}",
    )
)


def match_dateline(text: str, at: int) -> int | None:
    """The end of the dateline that begins at `at` ("PARIS (Reuters) - "), or None."""
    for pattern in _DATELINES:
        if found := pattern.match(text, at):
            return found.end()
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Byline:
    """A by-line: where it ends in the text, and the names it gives ("Jane Roe, Staff Writer")."""

    end: int
    names: str


_ROLES = _words(
    "staff writer writers reporter reporters correspondent correspondents editor editors contributor"
    " contributors columnist bureau desk press agencies agency online mailonline news service"
)
_SMALL = _words(
    "and for of the in at with de del della der den di du da dos la le van von bin ibn al el our own special"
    " senior chief political business foreign science health sports medical city home world am pm on to a an"
    " | & • · - – — / hrs"
)
_PROSE = _words(
    "his her their he she it they is was are were will my all night day days land sea air time end far now"
    " then law name year years means contrast itself comparison default chance monday tuesday wednesday"
    " thursday friday saturday sunday january february march april june july august september october"
    " november december"
)
_BY = re.compile(r"(?:By|BY|by)\b(?:[^\S\n]+[.:]|:)?[^\S\n]+|By[^\S\n]*\n")
_WITH_ROLE = re.compile(
    r"[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,3}, ?(?:[A-Z]\w+ ){0,3}(?:[Ss]taff )?(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent"
    r"|[Ee]ditor|[Cc]olumnist|[Cc]ontributor)(?=[^\S\n]*(?:\n|$))"
)
_SEGMENT = re.compile(r"((?:(?!\s\.\s)[^\n]){1,80})\s+\.(?=\s|$)[^\S\n]*")
_LINK = re.compile(r"^(?:and|for|in) ")
_AGENCY_NAME = re.compile(r"(?:The )?Associated Press\b")
_EDGES = " \t.,;:|•·-–—/"
_REACH = 200  # characters after "By" within which a by-line ends
_WORD_START = re.compile(r"(?<=\s)(?=[A-Z(])")


def match_byline(text: str, at: int) -> Byline | None:
    """The by-line that begins at `at`, with the separators behind it, or None.

    Read are a line of its own ("By Jane Roe, Staff Writer"), the flattened form of some archives
    ("By . Jane Roe . PUBLISHED: . 00:30 EST, …") and one that runs into a stamp, a dateline or a role.
    """
    opened = _BY.match(text, at)
    if opened is None:
        unopened = _WITH_ROLE.match(text, at)
        return Byline(unopened.end(), _clean(unopened.group())) if unopened else None
    start = opened.end()
    if "." in opened.group():
        return _flattened(text, start)
    line_end = text.find("\n", start, start + _REACH)
    if line_end < 0 and len(text) - start < _REACH:
        line_end = len(text)
    if line_end >= 0 and _names_only(text[start:line_end]):
        return Byline(line_end, _clean(text[start:line_end]))
    return _run_in(text, start, line_end if line_end >= 0 else start + _REACH)


def _flattened(text: str, start: int) -> Byline:
    """By-lines whose parts stand between lone full stops; "By ." alone counts too."""
    end, names = start, list[str]()
    while len(names) < 4 and (segment := _SEGMENT.match(text, end)):
        words = segment[1]
        goes_on = not names or words.startswith(("and ", "for ", "in ")) or match_stamp(text, segment.end())
        if match_stamp(text, end) or not goes_on or not _names_only(_LINK.sub("", words), alone=True):
            break
        names.append(_clean(words))
        end = segment.end()
    return Byline(end, " ".join(names))


def _run_in(text: str, start: int, limit: int) -> Byline | None:
    """A by-line followed, on its own line, by a stamp, a dateline, or, after a role, by the first sentence."""
    if not text[start : start + 1].isupper():
        return None
    for word in _WORD_START.finditer(text, start, limit):
        here = word.start()
        before = text[start:here]
        if not _names_only(before):
            continue
        last = before.rstrip(_EDGES).rpartition(" ")[2].lower()
        if before.endswith(" . "):
            return Byline(here, _clean(before))
        if last in _ROLES and text[here].isupper() and _next_word(text, here) not in _ROLES:
            return Byline(here, _clean(before))
        if _AGENCY_NAME.match(text, here):
            continue
        if match_stamp(text, here) or match_dateline(text, here):
            return Byline(here, _clean(before))
    return None


def _next_word(text: str, at: int) -> str:
    word = text[at : at + 40].split(maxsplit=1)[0]
    return word.strip(_EDGES).lower()


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(_EDGES)


def _names_only(words: str, *, alone: bool = False) -> bool:
    """Whether the words can only be names and roles. `alone`: one capitalised word is enough."""
    tokens = [word.strip(".,;:()'’\"") or word for word in words.split() if word != "."]
    if not 0 < len(tokens) <= 22:
        return False
    lowered = [token.lower() for token in tokens]
    has_role = any(token in _ROLES for token in lowered)
    if lowered[0] in _PROSE or (not tokens[0][:1].isupper() and not has_role and lowered[0] != "the"):
        return False
    capitalised = 0
    for index, (token, low) in enumerate(zip(tokens, lowered, strict=True)):
        if low in _PROSE and not (index > 1 and low in _DATE_WORDS):
            return False
        if token[:1].isupper():
            capitalised += 1
        elif not (token[:1].isdigit() or token[:1] in "@©|" or low in _SMALL or low in _ROLES):
            return False
    return has_role or capitalised >= 2 or (alone and capitalised >= 1)


_DATE_WORDS = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
    " september october november december"
)
