"""The clause that stands beside a quotation in its sentence: before it, behind it, or around it."""

import re
from bisect import bisect_left

from bot.extraction.quotes.clauses import Clause
from bot.extraction.quotes.cues import DIRECT, SAYING
from bot.extraction.quotes.nested import governing, outermost
from bot.extraction.quotes.scene import Place, Range, Scene
from bot.extraction.quotes.subjects import speaker_of
from bot.extraction.words import words

_NOUN = ("NN", "NNP", "NNS", "NNPS", "PRP", "WP")
_IN_PHRASE = ("DT", "JJ", "CD", "POS", "HYPH", "NFP", ",", "PRP$", *_NOUN)
_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_LEANS = frozenset(("IN", "DT", "JJ", "POS", "PRP$", "TO", "CC", "NN"))
_BREAKS = frozenset((",", "?", "!", "—", "-", "--", "–", "…", "..."))
_DASH = re.compile(r"[^\S\n]*[―—–-]{1,2}[^\S\n]*")
_DASHES = frozenset(("—", "–", "―", "--", "-"))
_SPEAKS = ("VBD", "VBZ", "VBP")
_LONGEST_PHRASE = 25
_LONGEST_NAME = 5
_LONGEST_ADVERB = 3
_INTRODUCES = frozenset((",", ":", "—", "–", "--"))

Beside = tuple[Clause | None, bool]
"""A clause, and whether the quotation is part of its sentence."""


def beside(scene: Scene, number: int) -> Beside | None:
    """Whose a run is by its own sentence; None when it stands there alone."""
    place = scene.places[number]
    signed = _announced(scene, place) or _signed(scene, place)
    if signed:
        return signed, False
    lead, tail = scene.lead(number), scene.tail(number)
    close = None if _ends_sentence(scene, place, tail) else _following(scene, tail)
    if lead[0] == lead[1]:
        return _behind(scene, place, tail, close)
    return _in_sentence(scene, place, lead, tail, close)


def _behind(scene: Scene, place: Place, tail: Range, close: Clause | None) -> Beside | None:
    if close:
        return close, False
    if governs := governing(scene, place):
        return governs, True
    found = _first_behind(scene, place, tail)
    return (found, False) if found else None


def _in_sentence(scene: Scene, place: Place, lead: Range, tail: Range, close: Clause | None) -> Beside | None:
    tokens = scene.tokens
    last = lead[1] - 1
    opens = tokens.words[last] in _INTRODUCES
    hangs = tokens.tags[last] in _LEANS and tokens.words[last].lower() != "that"
    breaks = tokens.words[place.end - 1] in _BREAKS or (tail[0] < tail[1] and tokens.words[tail[0]] == ",")
    if close and breaks and (not hangs or tokens.words[tail[0]] == "as"):
        return close, not opens and tokens.lemmas[last].lower() not in SAYING
    if opens and (introduced := introducing(scene, lead)):
        return introduced, False
    if around := governing(scene, place) or _last_before(scene, lead):
        return around, True
    if after := close or _first_behind(scene, place, tail):
        return after, not opens
    if not opens:
        return subject(scene, lead) or _for_whom(scene, lead), True
    return None if lead[1] - lead[0] <= _LONGEST_ADVERB else (None, False)


def _last_before(scene: Scene, lead: Range) -> Clause | None:
    found = scene.within(*lead)
    return outermost(scene, found[-1]) if found else None


def _first_behind(scene: Scene, place: Place, tail: Range) -> Clause | None:
    found = [] if _ends_sentence(scene, place, tail) else scene.within(*tail)
    return found[0] if found else None


def _ends_sentence(scene: Scene, place: Place, tail: Range) -> bool:
    """Whether a run ends with a full stop and nothing in lower case goes on behind it."""
    words = scene.tokens.words
    return words[place.end - 1] == "." and not (tail[1] > tail[0] and words[tail[0]][0].islower())


def introducing(scene: Scene, lead: Range) -> Clause | None:
    """The clause that ends with a comma or a colon before a run; with a colon, whoever the clause is about."""
    before = scene.within(*lead)
    said = [clause for clause in before if scene.lemma(clause) in SAYING]
    if said:
        return outermost(scene, said[-1])
    colon = lead[1] - 1
    if scene.tokens.words[colon] == ":":
        if colon > lead[0] and scene.is_somebody(colon - 1):
            return Clause(colon, colon - 1)
        if about := subject(scene, lead):
            return about
    return before[-1] if before else None


def subject(scene: Scene, found: Range) -> Clause | None:
    """The somebody that a sentence is about, though no word in it is a cue."""
    tokens = scene.tokens
    for at in range(*found):
        if tokens.tags[at].startswith(("VB", "MD")) and tokens.deps[at] in ("ROOT", "ccomp", "conj"):
            speaker = speaker_of(scene.tree, at)
            if speaker is not None and not scene.inside[speaker] and scene.is_somebody(speaker):
                return Clause(at, speaker)
    return None


def _for_whom(scene: Scene, lead: Range) -> Clause | None:
    """Who holds what a sentence says that opens with "For Kim,"."""
    words, at = scene.tokens.words, lead[0] + 1
    while at < lead[1] and scene.tokens.tags[at] in ("NNP", "NNPS"):
        at += 1
    named = lead[0] + 1 < at < lead[1] and words[at] == ","
    return Clause(lead[0], at - 1) if named and words[lead[0]] == "For" else None


def _following(scene: Scene, tail: Range) -> Clause | None:
    """The clause that begins the tail: "said Kim", "Kim said", "the minister told them"."""
    start, end = tail
    tokens = scene.tokens
    while start < end and tokens.words[start] in (",", *_DASHES):
        start += 1
    if start >= end or (tokens.tags[start] in ("IN", "WRB") and tokens.words[start] != "as"):
        return None  # "…,” when Kim criticised him"
    if tokens.tags[start].startswith("VB") and tokens.lemmas[start].lower() in DIRECT:
        speaker = _inverted(scene, start + 1, end)
        if speaker is not None:
            return Clause(start, speaker)
    for clause in scene.within(start, end)[:2]:
        assert clause.speaker is not None  # noqa: S101 - a scene gives no other
        if min(scene.tree.left[clause.speaker], clause.cue) <= start + 2:
            return clause
    return _plain(scene, start, end)


def _inverted(scene: Scene, start: int, end: int) -> int | None:
    """The head of the noun phrase behind a verb, which begins at `start`."""
    tokens = scene.tokens
    head = None
    at = start
    while at < end and tokens.tags[at] in _IN_PHRASE and tokens.words[at] != ",":
        if tokens.tags[at] in _NOUN:
            head = at
            if tokens.tags[at] == "PRP":
                break
        at += 1
    if head is None or tokens.words[head] in _DAYS or tokens.words[start] in _DAYS:
        return None
    told = scene.tree.child(start - 1, "nsubj")
    if told is not None and start <= told < end:
        return told
    of_another = tokens.deps[head].startswith("nsubj") and tokens.heads[head] > head
    return None if of_another else head


def _plain(scene: Scene, start: int, end: int) -> Clause | None:
    """A noun phrase and then, perhaps behind an apposition, a verb of saying, whatever the tree says."""
    tokens = scene.tokens
    at = start
    while at < end and tokens.tags[at] in _IN_PHRASE and tokens.words[at] != ",":
        at += 1
    if at == start or tokens.tags[at - 1] not in _NOUN:
        return None
    verb = next((v for v in range(at, min(end, start + _LONGEST_PHRASE)) if tokens.tags[v] in _SPEAKS), None)
    if verb is None:
        return None
    shown = verb == at and tokens.tags[at - 1] in ("NNP", "PRP")  # "“…,” Kim shrugged"
    return Clause(verb, at - 1) if shown or tokens.lemmas[verb].lower() in SAYING else None


def _announced(scene: Scene, place: Place) -> Clause | None:
    """The speaker in capitals at the head of a run, as transcripts have it: "KIM: …"."""
    words = scene.tokens.words
    at = place.first
    while at < place.end and at - place.first < _LONGEST_NAME and words[at].isupper():
        at += 1
    named = place.first < at < place.end and words[at] == ":" and len(words[at - 1]) > 1
    return Clause(at, at - 1) if named else None


def _signed(scene: Scene, place: Place) -> Clause | None:
    """A dash and a name behind a run, with which its line ends: "“…” – Kim"."""
    tokens = scene.tokens
    dash = _DASH.match(tokens.text, place.run.outer.end)
    if dash is None or not place.run.closed:
        return None
    first = bisect_left(tokens.starts, dash.end())
    end = scene.borders[place.run.paragraph][1]
    name = first
    while name < end and tokens.tags[name] in ("NNP", "NNPS") and name - first < _LONGEST_NAME:
        name += 1
    if name == first or (name < end and tokens.words[name] not in (",", ".", "(")):
        return None
    return Clause(first - 1, name - 1)
