"""The grammar of `search`: what somebody typed, read into words, phrases, alternatives, exclusions and filters."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

MOST_CHARACTERS = 6_000
"""Characters of a query that are read: as many as Discord lets somebody type into a command."""

MOST_WORDS = 40
"""Words that one query may hold, those of phrases, alternatives and exclusions included: each costs a look into the
index and into every text. What is typed after them is not used, and the query says so."""

MOST_FILTERS = 8
"""Different names after each filter: every `entity:` is a look-up and a condition of its own."""

SHOUTED = 5
"""From so many words in capitals on, "OR" is read as a word: nobody can tell it from the operator."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that must stand side by side; in lower case, in composed form (NFC)."""

    words: tuple[str, ...]

    @property
    def match(self) -> str:
        """The term as FTS5 understands it, whatever its letters: a quoted string has no operators in it."""
        return '"' + " ".join(self.words) + '"'


def outside(first: date, last: date) -> tuple[date, date]:
    """For `after` and `before`, the days right outside of some days; the calendar's ends stay as they are."""
    return first - timedelta(first > date.min), last + timedelta(last < date.max)


@dataclass(frozen=True, slots=True)
class Query:
    """What to find. Everything in it must hold at once, but that a plain query may be answered with fewer words."""

    text: str
    words: tuple[Term, ...] = ()
    """Bare words, in order, with repetitions."""
    phrases: tuple[Term, ...] = ()
    groups: tuple[tuple[Term, ...], ...] = ()
    """Alternatives: one term of each group must occur."""
    without: tuple[Term, ...] = ()
    entities: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Authors of the posting, by-lines or sites."""
    channels: tuple[str, ...] = ()
    """Names of channels without "#", or their ids in digits."""
    sections: tuple[str, ...] = ()
    before: date | None = None
    """Earlier than this day."""
    after: date | None = None
    """Later than this day."""
    problems: tuple[str, ...] = ()
    """What was not used and why, a sentence each."""

    @property
    def plain(self) -> bool:
        """Whether it has no operator, so that stating fewer words than typed is no betrayal. Filters may be there."""
        return bool(self.words) and not (self.phrases or self.groups or self.without)

    @property
    def filtered(self) -> bool:
        """Whether a filter narrows it."""
        names = self.entities or self.sources or self.channels or self.sections
        return bool(names) or self.before is not None or self.after is not None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.phrases or self.groups or self.filtered)


def parse(text: str, today: date) -> Query:
    """Read what was typed. Never raises; what cannot be used becomes a sentence in `problems`.

    word            the articles that have it, in any form of it: "votes" finds "voting"
    "two words"     side by side and in this order; a quotation mark without its partner is ignored
    -word -"a b"    not in the article
    one OR two      either; OR in capitals, and as many as wanted: one OR "number two" OR three
    entity:"A B"    articles that name this person, place or organisation
    from:name       posted or signed by this author, or from this site
    in:#channel     posted there; also in:channel and Discord's <#id>
    before: after:  earlier or later than a day (2024-06-19), a month (2024-06), a year (2024), today, yesterday,
                    or so long ago: 7d, 2w, 3m, 1y. after:2024 is from 2025 on, after:7d the last seven days.
    section:world   filed under this section

    Everything else is plain text, other operators of FTS5 included. `today` is what the relative dates count from.
    """
    tidy = _tidy(text)
    tokens = list(_TOKEN.finditer(tidy))
    shouted = len(tokens) > SHOUTED and tidy.isupper()
    reading = _Reading(text, today, shouted)
    for token in tokens:
        reading.take(token)
    return reading.query()


def plain(text: str) -> Query:
    """Read `text` as words and nothing else: no operators, no filters."""
    budget = _Budget(text)
    terms = [term for token in _BARE.findall(_tidy(text)) for term in budget.spend(_terms(token))]
    return Query(text, words=tuple(terms), problems=budget.problems)


_KEYS = "entity|from|in|before|after|section"
_TOKEN = re.compile(rf'(-?)(?:({_KEYS}):\s*)?(?:"([^"]*)"|([^\s"]+))', re.IGNORECASE)
_BARE = re.compile(r'[^\s"]+')
_BARE_KEY = re.compile(rf"-?({_KEYS}):", re.IGNORECASE)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("’‘ʼ`´", "'") | {"\0": " "})
_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?")
_TAIL = re.compile(r"'(?:s|t|d|m|ll|re|ve)?$", re.IGNORECASE)
_DASHES = re.compile(r"[-/‐‑–—]+")
_NEEDS = {
    "entity": "a name",
    "from": "an author or a site",
    "in": "a channel",
    "section": "the name of a section",
    "before": "a date such as 2024-06-19",
    "after": "a date such as 2024-06-19",
}


def _tidy(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFC", text[:MOST_CHARACTERS])).translate(_QUOTES)


def _terms(token: str) -> list[Term]:
    """The terms of a run of characters: a compound of real words is its words, anything shorter stays together."""
    if _ACRONYM.fullmatch(token):
        return [Term(_words(token))]
    pieces = [_piece(piece) for piece in _DASHES.split(token)]
    pieces = [piece for piece in pieces if piece]
    if all(len(piece) == 1 and len(piece[0]) > 2 and piece[0].isalpha() for piece in pieces):
        return [Term(piece) for piece in pieces]
    return [Term(tuple(word for piece in pieces for word in piece))]


def _piece(piece: str) -> tuple[str, ...]:
    return _words(_TAIL.sub("", piece.strip(".,;:!?()[]{}"))) or _words(piece)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_MARKS.sub("", text.lower())))  # "İ" in lower case brings a mark of its own


def _phrase(text: str) -> list[Term]:
    words = _words(text)
    return [Term(words)] if words else []


class _Budget:
    """What of a query may still be used."""

    def __init__(self, text: str) -> None:
        self._long = len(text) > MOST_CHARACTERS
        self._left = MOST_WORDS
        self.over = False
        """Whether there were more."""

    def spend(self, terms: Iterable[Term]) -> list[Term]:
        """The terms that there is room for; the last of them may be cut."""
        kept = []
        for term in terms:
            words = term.words[: self._left]
            self._left -= len(words)
            self.over |= len(words) < len(term.words)
            kept += [Term(words)] if words else []
        return kept

    @property
    def problems(self) -> tuple[str, ...]:
        """What was left out, in a sentence."""
        if self.over:
            return (f"Only the first {MOST_WORDS} words were used.",)
        return (f"Only the first {MOST_CHARACTERS:,} characters were used.",) if self._long else ()


class _Reading:
    """The state of one walk over the tokens, left to right."""

    def __init__(self, text: str, today: date, shouted: bool) -> None:
        self._text = text
        self._today = today
        self._shouted = shouted
        self._runs: list[list[tuple[Term, bool]]] = []  # alternatives of (term, was it in quotation marks?)
        self._budget = _Budget(text)
        self._joining = False  # the last token was OR, and a term stood before it
        self._open = False  # the last token was a term, which an OR may follow
        self._without: list[Term] = []
        self._names: dict[str, list[str]] = {"entity": [], "from": [], "in": [], "section": []}
        self._before: date | None = None
        self._after: date | None = None
        self._problems: list[str] = []

    def take(self, token: re.Match[str]) -> None:
        """Read one token."""
        minus, key, quoted, bare = token.groups()
        if key is None and bare == "OR" and not minus and not self._shouted:
            self._or()
        elif key is not None or (bare is not None and _BARE_KEY.fullmatch(bare)):
            self._close()
            self._filter(
                key or bare.lstrip("-").rstrip(":"), quoted if quoted is not None else bare, bool(minus), key is None
            )
        elif minus:
            self._close()
            self._without += self._budget.spend(_phrase(quoted if quoted is not None else _TAIL.sub("", bare)))
        else:
            terms = _terms(bare) if quoted is None else _phrase(quoted)
            self._add([(term, quoted is not None) for term in self._budget.spend(terms)])

    def _or(self) -> None:
        if self._open:
            self._joining, self._open = True, False
        elif not self._budget.over:
            self._problem("“OR” needs a word on both sides; it was ignored.")

    def _add(self, terms: list[tuple[Term, bool]]) -> None:
        if not terms:
            return
        if self._joining:
            together = tuple(word for term, _ in terms for word in term.words)
            self._runs[-1].append((Term(together), terms[0][1]))
        else:
            self._runs += [[term] for term in terms]
        self._joining, self._open = False, True

    def _close(self) -> None:
        if self._joining and not self._budget.over:
            self._problem("“OR” needs a word on both sides; it was ignored.")
        self._joining = self._open = False

    def _filter(self, key: str, value: str, negated: bool, missing: bool) -> None:
        key, value = key.lower(), value.strip()
        if negated:
            self._problem(f"“-{key}:” is not understood, a filter cannot be turned round; it was ignored.")
        elif missing or not value.strip("#<>"):
            self._problem(f"“{key}:” needs {_NEEDS[key]} after it; it was ignored.")
        elif key in self._names:
            self._name(key, value.strip("#<>") if key == "in" else value)
        else:
            self._date(key, value)

    def _name(self, key: str, value: str) -> None:
        names = self._names[key]
        if value not in names and len(names) == MOST_FILTERS:
            self._problem(f"Only the first {MOST_FILTERS} names after “{key}:” were used.")
        elif value not in names:
            names.append(value)

    def _date(self, key: str, value: str) -> None:
        days = period(value, self._today)
        if days is None:
            self._problem(f"“{key}:” needs {_NEEDS[key]}; it was ignored.")
        elif key == "before":
            self._before = days[0] if self._before is None else min(self._before, days[0])
        else:
            self._after = days[1] if self._after is None else max(self._after, days[1])

    def _problem(self, problem: str) -> None:
        if problem not in self._problems:
            self._problems.append(problem)

    def query(self) -> Query:
        """What the tokens came to."""
        self._close()
        query = Query(
            self._text,
            words=tuple(run[0][0] for run in self._runs if len(run) == 1 and not run[0][1]),
            phrases=tuple(run[0][0] for run in self._runs if len(run) == 1 and run[0][1]),
            groups=tuple(tuple(term for term, _ in run) for run in self._runs if len(run) > 1),
            without=tuple(self._without),
            entities=tuple(self._names["entity"]),
            sources=tuple(self._names["from"]),
            channels=tuple(self._names["in"]),
            sections=tuple(self._names["section"]),
            before=self._before,
            after=self._after,
        )
        if query.empty and query.without:
            self._problem("“-” leaves articles out, so there must also be something to find.")
        return replace(query, problems=(*self._problems, *self._budget.problems))


_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def period(value: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of what `value` names (see `parse`), or None when it names no time."""
    value = value.strip().lower()
    if value in ("today", "yesterday"):
        day = today - timedelta(days=value == "yesterday")
        return day, day
    try:
        if ago := _AGO.fullmatch(value):
            day = today - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
            return day, day
        if named := _PERIOD.fullmatch(value):
            return _span(int(named[1]), named[2], named[3])
    except (ValueError, OverflowError):  # the 31st of June, the year 0, a hundred centuries ago
        return None
    return None


def _span(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, int(month), 1)
        after = date(year + 1, 1, 1) if int(month) == 12 else date(year, int(month) + 1, 1)
        return first, after - timedelta(days=1)
    return (exact := date(year, int(month), int(day))), exact
