"""What a sentence needs before it may be shown alone: a sentence to stand behind, or names in brackets.

The faults that this prevents are those of "Extractive is not Faithful" (Zhang et al., ACL 2023): anaphors and
connectives torn from what they lean on, quotations from their speaker.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.articles.types import Span
from bot.extraction.types import PERSONAL, Pronoun, Sentence
from bot.summaries.introductions import borne_by_others
from bot.summaries.passages import Passage
from bot.summaries.speech import SAYS
from bot.summaries.taking_up import taken_up
from bot.summaries.types import Bracket, Source
from bot.summaries.words import content_words

_MEANT_HERE = re.compile(r"\b(?:an?|one|who|another|anyone|everyone|someone|whoever|any|each|every)\b", re.IGNORECASE)
_HALF_QUOTED = re.compile(r"(?<!\w)['‘\"“][^'’\"”]*$")
_THE = re.compile(r"\W*The [a-z]")
_IN_FRONT = re.compile(r"\W*(?:an?|one of)\b[^,]{1,60}, ", re.IGNORECASE)  # "A chemist by training, she ..."
# Descriptions without a noun of their own: "The 38-year-old", "The latter has", but not "The 38-year-old Curie".
_BARE = re.compile(
    r"\W*The (?:(?:now )?[0-9]+-year-olds?\b(?! [A-Z])"
    r"|(?:first|second|third|latter|former|others?|two|three|four|rest|same) (?:also |both |then |later )?"
    r"(?:has|have|had|is|are|was|were|will|would|can|could|said|says|came|went|took)\b"
    r"|(?:first|second|third|next|last|other|same) [a-z]+ (?:is|was|has|had|will|would|are|were|came|comes)\b)"
)
# What joins a sentence to the one before without being its first word, or without a comma behind it.
_JOINED = re.compile(
    r"(?:[^,]{1,60}, (?:meanwhile|however|instead|in turn|therefore|nevertheless|nonetheless|moreover|for example"
    r"|for instance|on the other hand|by contrast)[,.] )"
    r"|[\"“‘']?So (?!far|many|much|long|called|few|little|that|be it)[a-z]"
)
_SPEAKS = re.compile(
    r"(?<=[,”\"'’?!] )\w+ (?:\w+ly |has |had |also )?"
    r"(?:said|says|told|tells|added|adds|wrote|writes|claimed|explained)\b"
)
_SOMEBODY_SPEAKS = re.compile(rf"\b(?:[A-Z][\w'’-]+ ){{2,}}{SAYS}|\b(?:[Tt]he|[Aa]n?) (?:[\w-]+ ){{1,4}}{SAYS}")
_NOBODY = re.compile(
    r"\b(?:statement|report|company|ministry|agency|newspaper|paper|court|government|complaint|affidavit|lawsuit|website"
    r"|site|station|department|office|group|firm|bank|police|army|university|family|officials) (?:\w+ )?\w+$"
)
# A quotation that begins here and ends in another sentence, or the other way round.
_HALF_QUOTATION = re.compile(
    r"[\"“‘'](?!.*[\"”’'](?!\w))|(?!.*(?:(?<!\w)[\"“‘'](?=\w)|[“‘])).*[.!?][”’'\"]$", re.DOTALL
)
_KNOWN_BY_ONE_WORD = 3  # times that a lone word must stand in a text before it is held to be a person's name
_SPEECH_AWAY = 2  # words outside the quote marks that can name a speaker: "she said"


@dataclass(frozen=True, slots=True)
class Stand:
    """How one sentence stands.

    `needs` is the index of the sentence that must be shown too, or None. `alone` are the brackets it is shown
    with behind any other sentence, `behind` those it still needs right behind its neighbour in the text.
    """

    needs: int | None = None
    alone: tuple[Bracket, ...] = ()
    behind: tuple[Bracket, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence, its number, the chains that it names, where it names people, and whom a "he" would mean.

    That is the person whom the nearest sentence before that speaks of anybody speaks of first: its subject, mostly.
    """

    number: int
    sentence: Sentence
    named: frozenset[int]
    people: tuple[int, ...]
    expected: int | None


@dataclass(frozen=True, slots=True)
class _Anaphor:
    """A pronoun or description in a sentence, with the chain it stands for, if that is known."""

    span: Span
    chain: int | None
    pronoun: Pronoun | None


def stands(source: Source, read: Sequence[Passage]) -> tuple[Stand, ...]:
    """How each of the first sentences of a source, those of `read`, stands."""
    result: list[Stand] = []
    focus: set[int] = set()
    for at, here in _told(source, len(read)):
        behind = tuple(_brackets(source, at, here, focus))
        result.append(replace(_alone(source, read, at, here), behind=behind))
        focus = {*at.named, *(anaphor.chain for anaphor in here if anaphor.chain is not None)}
    return tuple(result)


def stand_alone(source: Source, read: Sequence[Passage], wanted: Collection[int]) -> dict[int, Stand]:
    """How some of the sentences of `read`, by their numbers, stand where none other is shown: without `behind`."""
    told = enumerate(_told(source, len(read)))
    return {number: _alone(source, read, at, here) for number, (at, here) in told if number in wanted}


def _alone(source: Source, read: Sequence[Passage], at: _Scene, here: Sequence[_Anaphor]) -> Stand:
    return Stand(_needs(source, read, at, here), tuple(_brackets(source, at, here, frozenset())))


def _told(source: Source, count: int) -> Iterator[tuple[_Scene, list[_Anaphor]]]:
    """Each of the first sentences as a scene, with the anaphors in it."""
    sentences = source.extraction.sentences[:count]
    anaphors = _anaphors(source, sentences)
    return zip(_scenes(source, sentences, anaphors), anaphors, strict=True)


def _scenes(source: Source, sentences: Sequence[Sentence], anaphors: Sequence[Sequence[_Anaphor]]) -> Iterator[_Scene]:
    named: list[list[tuple[int, int]]] = [[] for _ in sentences]
    mentions, chains = source.extraction.mentions, source.resolution.chains
    for number, chain in enumerate(chains):
        for link in chain.links:
            mention = mentions[link.mention]
            if mention.sentence < len(sentences):
                named[mention.sentence].append((mention.span.start, number))
    expected: int | None = None
    for i, sentence in enumerate(sentences):
        people = sorted((start, number) for start, number in named[i] if chains[number].kind == "PERSON")
        yield _Scene(
            number=i,
            sentence=sentence,
            named=frozenset(number for _, number in named[i]),
            people=tuple(start for start, _ in people),
            expected=expected,
        )
        meant = [(a.span.start, a.chain) for a in anaphors[i] if a.chain is not None]
        spoken_of = sorted([*people, *((start, n) for start, n in meant if chains[n].kind == "PERSON")])
        expected = spoken_of[0][1] if spoken_of else expected


def _anaphors(source: Source, sentences: Sequence[Sentence]) -> list[list[_Anaphor]]:
    """The pronouns of each sentence, resolved or not, and its resolved descriptions, in order."""
    found: list[list[_Anaphor]] = [[] for _ in sentences]
    chains = {reference.span.start: reference for reference in source.resolution.references}
    for pronoun in source.extraction.pronouns:
        reference = chains.pop(pronoun.span.start, None)
        if pronoun.sentence < len(found):
            chain = reference.chain if reference and _fits(source, pronoun, reference.chain) else None
            found[pronoun.sentence].append(_Anaphor(pronoun.span, chain, pronoun))
    starts = [sentence.span.start for sentence in sentences]
    for reference in chains.values():
        i = bisect_left(starts, reference.span.start + 1) - 1
        if i >= 0 and sentences[i].span.holds(reference.span):
            found[i].append(_Anaphor(reference.span, reference.chain, None))
    for row in found:
        row.sort(key=lambda anaphor: anaphor.span.start)
    return found


def _fits(source: Source, pronoun: Pronoun, chain: int) -> bool:
    return pronoun.gender not in PERSONAL or source.resolution.chains[chain].kind == "PERSON"


def _brackets(
    source: Source, at: _Scene, anaphors: Sequence[_Anaphor], focus: set[int] | frozenset[int]
) -> Iterator[Bracket]:
    """Names for the first anaphor of each chain that neither the sentence nor what stands before it names."""
    clear = {*at.named, *focus}
    for anaphor in anaphors:
        if anaphor.chain is None or anaphor.chain in clear or not _sure(source, at, anaphor):
            continue
        clear.add(anaphor.chain)
        head = source.resolution.chains[anaphor.chain].head
        possessive = anaphor.pronoun is not None and anaphor.pronoun.possessive
        yield Bracket(anaphor.span, source.extraction.mentions[head].span, possessive)


def _sure(source: Source, at: _Scene, anaphor: _Anaphor) -> bool:
    """Whether an anaphor can hardly mean anything in its own sentence, so that its name may stand for it.

    The one that opens it cannot, nor the speaker of a quotation; any other only where nobody else is named or
    described ("the boy lost his way" means the boy). And a "he" must mean whom a reader of the text would expect.
    """
    if _personal(anaphor) and (anaphor.chain != at.expected or not _clear(source, anaphor)):
        return False
    if _opens(at.sentence, anaphor):
        return anaphor.pronoun is None or anaphor.chain not in at.named
    if _speaks(source, at, anaphor):
        return True
    return not at.people and not _described(source, at, anaphor)


def _clear(source: Source, anaphor: _Anaphor) -> bool:
    """Whether the name of whom a "he" means may be shown: a whole one, and nobody else speaks between the two.

    A lone word is often no person, and somebody who speaks without being known to be a name is overlooked by who
    resolves pronouns.
    """
    if anaphor.chain is None:
        return False
    mentions, chain = source.extraction.mentions, source.resolution.chains[anaphor.chain]
    head = mentions[chain.head].span.of(source.text)
    if (" " not in head and len(chain.links) < _KNOWN_BY_ONE_WORD) or _HALF_QUOTED.search(head):
        return False
    spans = [mentions[link.mention].span for link in chain.links]
    nearest = max((span for span in spans if span.end <= anaphor.span.start), default=None)
    last = nearest.end if nearest else anaphor.span.start
    if nearest and " " not in nearest.of(source.text) and borne_by_others(source.text, head, nearest.of(source.text)):
        return False
    return not any(
        found
        for found in _SOMEBODY_SPEAKS.finditer(source.text, last, anaphor.span.start)
        if not _NOBODY.search(found.group()) and not _names_known(source, found)
    )


def _names_known(source: Source, found: re.Match[str]) -> bool:
    """Whether who speaks is a person known by name, whom `expected` has thought of."""
    said = Span(*found.span())
    people = (chain for chain in source.resolution.chains if chain.kind == "PERSON")
    return any(source.extraction.mentions[link.mention].span.overlaps(said) for chain in people for link in chain.links)


def _personal(anaphor: _Anaphor) -> bool:
    return anaphor.pronoun is not None and anaphor.pronoun.gender in PERSONAL


def _subject(anaphor: _Anaphor) -> bool:
    return anaphor.pronoun is not None and anaphor.pronoun.subject


def _opens(sentence: Sentence, anaphor: _Anaphor) -> bool:
    return sentence.opening != "inside" and sentence.leans is not None and sentence.leans.holds(anaphor.span)


def _speaks(source: Source, at: _Scene, anaphor: _Anaphor) -> bool:
    """Whether it is the "she" of ", she said"."""
    found = _SPEAKS.match(source.text, anaphor.span.start, at.sentence.span.end)
    return found is not None and _subject(anaphor)


def _needs(source: Source, read: Sequence[Passage], at: _Scene, anaphors: Sequence[_Anaphor]) -> int | None:
    if at.number == 0:
        return None
    opening, leans = at.sentence.opening, at.sentence.leans
    resolved = any(a.chain is not None and _opens(at.sentence, a) and _sure(source, at, a) for a in anaphors)
    if opening == "definite" and leans and not resolved and not _cut(source, read, at):
        return _introduced(read, at.number, leans.of(source.text))
    if opening == "inside" and leans and not _cut(source, read, at) and not _is_told(source, at, leans, anaphors):
        described = leans.of(source.text)
        return _introduced(read, at.number, described) if " " in described else at.number - 1
    leaning = (
        opening in ("connective", "demonstrative")
        or (opening == "pronoun" and not resolved)
        or (opening == "plain" and not resolved and _BARE.match(source.text, at.sentence.span.start))
        or _JOINED.match(source.text, at.sentence.span.start, at.sentence.span.end)
        or _cut(source, read, at)
        or any(_dangles(source, at, anaphor) for anaphor in anaphors)
    )
    return at.number - 1 if leaning else taken_up(source.text, read, at.number)


def _is_told(source: Source, at: _Scene, leans: Span, anaphors: Sequence[_Anaphor]) -> bool:
    """Whether what leans inside a sentence means a name: one in it, or one in brackets."""
    here = [anaphor for anaphor in anaphors if leans.overlaps(anaphor.span)]
    return any(a.chain is not None and (a.chain in at.named or _sure(source, at, a)) for a in here)


def _cut(source: Source, read: Sequence[Passage], at: _Scene) -> bool:
    """Whether a sentence is torn from the one before: two halves of one by mistake, or a quotation and its speaker."""
    here = read[at.number]
    return (
        read[at.number - 1].broken
        or source.text[here.span.start].islower()
        or (here.quoted > 0 and here.own_words < _SPEECH_AWAY)
        or source.text.count("”", here.span.start, here.span.end)
        > source.text.count("“", here.span.start, here.span.end)
        or _HALF_QUOTATION.match(source.text, here.span.start, here.span.end) is not None
    )


def _dangles(source: Source, at: _Scene, anaphor: _Anaphor) -> bool:
    """Whether a "he" or "she" means nobody in its sentence, and no bracket says whom."""
    if not _personal(anaphor) or anaphor.chain in at.named:
        return False
    if anaphor.chain is not None and _sure(source, at, anaphor):
        return False
    if _speaks(source, at, anaphor):
        return True
    if any(person < anaphor.span.start for person in at.people):
        return anaphor.chain is not None and _subject(anaphor)
    if at.people and not _subject(anaphor):
        return False  # "In her notes, Curie wrote"
    return not _described(source, at, anaphor)


def _described(source: Source, at: _Scene, anaphor: _Anaphor) -> bool:
    """Whether the sentence may itself say whom an anaphor in it means: "the boy", "a man", "anyone"."""
    before = source.text[at.sentence.span.start : anaphor.span.start]
    if at.sentence.opening == "definite" or _THE.match(before):
        return True
    return bool(_MEANT_HERE.search(before)) and not _IN_FRONT.fullmatch(before)


def _introduced(read: Sequence[Passage], i: int, description: str) -> int:
    """The nearest sentence before that has the noun of a description; else the one right before."""
    noun = content_words(description)[-1:]
    earlier = (j for j in range(i - 1, -1, -1) if noun and noun[0] in read[j].words)
    return next(earlier, i - 1)
