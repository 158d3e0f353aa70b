"""Pronouns and descriptions that clearly stand for a person of the article; what is unclear is left alone."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.articles.types import Span
from bot.extraction.given_names import gender_of
from bot.extraction.types import PERSONAL, Extraction, Pronoun
from bot.identity import forms, persons
from bot.identity.descriptions import descriptions, roles_of
from bot.identity.titles import title_gender, word_gender
from bot.identity.types import Chain, Reference

_WINDOW = 2
"""How many sentences back an antecedent may stand."""

OPENING = 60
"""A name that starts within so many characters of its sentence is taken for the sentence's subject."""

_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|``[^\n]*?''")


_PERSONS = (
    r"\w+-olds?|\w*man|\w*woman|boy|girl|teen|teenager|student|officer|suspect|victim|driver|husband|wife|father|mother"
    r"|son|daughter|brother|sister|friend|colleague|neighbou?r|lawyer|witness|reporter|worker|customer|employee"
    r"|passenger|player|doctor|teacher|soldier"
)
_SOMEBODY = re.compile(
    rf"\b(?:an?|one|another|his|her) (?:[\w-]+ ){{0,4}}?({_PERSONS})\b"
    r"|\bthe (man|woman|boy|girl|suspect|victim|gunman)\b",
    re.IGNORECASE,
)
"""Somebody new without a name, whom a pronoun that follows can mean."""


_LISTED = re.compile(r"^[^,.;:]*(?:,| and| or| &)(?: and| or)?\s*$")
"""What stands between the first name of a list of names and the second."""


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A person named or referred to: where, in which sentence, and which chain."""

    start: int
    sentence: int
    chain: int


@dataclass(frozen=True, slots=True)
class _Quotations:
    """Where somebody else speaks: a name in there is seldom what a pronoun outside stands for.

    `turns` has for each sentence how many are not quoted whole, up to it.
    """

    spans: Sequence[Span]
    turns: Sequence[int]

    @classmethod
    def of(cls, text: str, extraction: Extraction) -> "_Quotations":
        spans = [Span(found.start(), found.end()) for found in _QUOTED.finditer(text)]
        told = (not any(span.holds(sentence.span) for span in spans) for sentence in extraction.sentences)
        return cls(spans, list(accumulate(told)))

    def between(self, first: int, second: int) -> int:
        """How many sentences, not counting those that are quoted whole, a sentence stands after another."""
        return self.turns[second] - self.turns[first]

    def hold(self, position: int) -> bool:
        return any(span.start <= position < span.end for span in self.spans)


def references(text: str, extraction: Extraction, chains: Sequence[Chain]) -> tuple[Reference, ...]:
    """What stands for a person, in order of position: descriptions by role, and "he" and "she"."""
    people = [index for index, chain in enumerate(chains) if chain.kind == "PERSON"]
    if not people:
        return ()
    roles = roles_of(text, extraction, chains)
    described = list(descriptions(text, extraction, roles))
    places = [
        _Place(extraction.mentions[link.mention].span.start, extraction.mentions[link.mention].sentence, index)
        for index in people
        for link in chains[index].links
    ]
    starts = [sentence.span.start for sentence in extraction.sentences]
    places += [_Place(r.span.start, _sentence_at(starts, r.span.start), r.chain) for r in described]
    genders = {index: gender(text, extraction, chains[index], roles.get(index, ())) for index in people}
    pronouns = _pronouns(text, extraction, sorted(places), genders)
    return tuple(sorted([*described, *pronouns], key=lambda reference: reference.span))


def _sentence_at(starts: Sequence[int], position: int) -> int:
    return max((index for index, start in enumerate(starts) if start <= position), default=0)


def gender(text: str, extraction: Extraction, chain: Chain, roles: Sequence[tuple[int, frozenset[str]]]) -> str | None:
    """`he` or `she` by the titles before the names, the person's roles, or else the given name."""
    told = {title_gender(text, extraction.mentions[link.mention].span.start) for link in chain.links}
    told |= {word_gender(word) for _, role in roles for word in role}
    told.discard(None)
    if told:
        return told.pop() if len(told) == 1 else None
    words = forms.tokens(chain.key)
    return gender_of(words[0]) if len(words) > 1 and persons.family(chain.key) != words[0] else None


def _pronouns(
    text: str, extraction: Extraction, places: Sequence[_Place], genders: dict[int, str | None]
) -> list[Reference]:
    """Each "he" and "she" outside quotations whose antecedent is clear; one that is serves the next as a place.

    `genders` learns from a pronoun that can mean one person only.
    """
    quotations = _Quotations.of(text, extraction)
    known, found = [place for place in places if not quotations.hold(place.start)], []
    for pronoun in extraction.pronouns:
        if pronoun.gender not in PERSONAL or quotations.hold(pronoun.span.start):
            continue
        near = [
            place
            for place in known
            if place.start < pronoun.span.start
            and 0 <= quotations.between(place.sentence, pronoun.sentence) <= _WINDOW
            and genders[place.chain] in (pronoun.gender, None)
        ]
        choice = _antecedent(text, pronoun, near, extraction, genders, quotations)
        if choice and not _somebody_new(text, max(p.start for p in near if p.chain == choice[0]), pronoun):
            chain, reason = choice
            genders[chain] = pronoun.gender
            found.append(Reference(pronoun.span, chain, reason))
            known.append(_Place(pronoun.span.start, pronoun.sentence, chain))
    return found


def _somebody_new(text: str, after: int, pronoun: Pronoun) -> bool:
    """Whether a person without a name, of the pronoun's gender or of none, comes between antecedent and pronoun."""
    return any(
        word_gender(found.group(found.lastindex or 0)) in (pronoun.gender, None)
        for found in _SOMEBODY.finditer(text, after, pronoun.span.start)
    )


def _antecedent(
    text: str,
    pronoun: Pronoun,
    near: Sequence[_Place],
    extraction: Extraction,
    genders: Mapping[int, str | None],
    quotations: _Quotations,
) -> tuple[int, str] | None:
    """The one person that a pronoun can mean, and why; None when there are several, or none."""
    object_of_verb = not pronoun.subject and not pronoun.possessive
    here = {place.chain for place in near if place.sentence == pronoun.sentence}
    if object_of_verb:
        near = [place for place in near if place.chain not in here]
    chains = {place.chain for place in near}
    certain = {chain for chain in chains if genders[chain] == pronoun.gender}
    if len(chains) == 1:
        return (chains.pop(), "the only person near that the pronoun fits") if certain or not object_of_verb else None
    if not object_of_verb and len(here) == 1 and here <= certain:
        return here.pop(), "the only person in the sentence whom the pronoun fits"
    before = [place for place in near if quotations.between(place.sentence, pronoun.sentence) == 1]
    return None if here or not pronoun.subject else _parallel(text, before, extraction, certain)


def _parallel(
    text: str, before: Sequence[_Place], extraction: Extraction, certain: Collection[int]
) -> tuple[int, str] | None:
    """A subject that takes up the subject of the sentence before: the person that opens it."""
    if not before:
        return None
    first = min(before)
    if first.chain not in certain and any(place.chain in certain for place in before):
        return None
    following = min((place.start for place in before if place.chain != first.chain), default=None)
    if following and _LISTED.search(text, first.start, following):
        return None
    opening = first.start - extraction.sentences[first.sentence].span.start
    return (first.chain, "the subject of the sentence before") if opening <= OPENING else None
