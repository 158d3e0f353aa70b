"""Forms that people gave names, found in texts where no name was seen: each is a chain of its own, by its correction.

It is a name apart (`GIVEN`), which the correction ties to the name that the form was given; so nothing that follows
from such mentions bears on what articles know of themselves, and they go as they came.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.articles.types import Span
from bot.extraction.types import Extraction, Kind, Mention, Quote
from bot.identity import forms
from bot.identity.blocks import GIVEN, split_key, split_of
from bot.identity.reassigning import Reassigned
from bot.identity.shapes import why_no_name
from bot.identity.spellings import HONORIFICS, REGNAL
from bot.identity.types import Chain, Link, NameId, Resolution

_SHORTEST = 3
"""Letters and digits of a form that is looked for."""

_LONGEST_TITLE = 40
_SMALL_WORDS = "a an the of and for in on at to by de la del der den von van da do dos du al el"
_SMALL = frozenset(_SMALL_WORDS.split())
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*) $")
_JOINERS = frozenset("-‐‑'’.")
"""What stands between the parts of one word."""

_NO_WORDS = frozenset("@#/_")


@dataclass(frozen=True, slots=True)
class Given:
    """A form that an entry (a number) gave to a name of this kind."""

    entry: int
    form: str
    kind: Kind


def given_name(form: str, kind: Kind) -> NameId:
    """The name under which a form is found in texts."""
    return split_key(forms.key(form, kind), GIVEN), kind


def words_to_try(form: str) -> list[str] | None:
    """What must not be an ordinary word if a form is to be looked for: its only word; nothing of several words.

    None: it is never looked for, since it is short, no name, or written as ordinary words are.
    """
    words = [word for word in form.split() if word.casefold() not in _SMALL]
    if sum(map(str.isalnum, form)) < _SHORTEST or why_no_name(form) or not words:
        return None
    capital = [word for word in words if word[0].isupper() or word[0].isdigit()]
    if words[0] not in capital or (len(words) > 1 and len(capital) < 2) or not any(map(str.isalpha, capital[0])):
        return None
    return words if len(words) == 1 else []


def teach(text: str, made: Reassigned, given: Sequence[Given]) -> Reassigned:
    """An article, as corrections have it, with the given forms found where it has no name."""
    found = sorted(_found(text, made, given), key=lambda each: each[0].span.start)
    if not found:
        return made
    before = made.extraction.mentions
    mentions = sorted([*before, *(mention for mention, _ in found)], key=lambda mention: mention.span.start)
    place = {mention.span: index for index, mention in enumerate(mentions)}
    at = {index: place[mention.span] for index, mention in enumerate(before)}
    chains: dict[NameId, list[Link]] = {}
    for mention, one in found:
        link = Link(place[mention.span], f"by correction {one.entry}")
        chains.setdefault(given_name(one.form, one.kind), []).append(link)
    fresh = [Chain(*name, links[0].mention, tuple(links)) for name, links in chains.items()]
    extraction, resolution = _renumbered(made.extraction, made.resolution, mentions, at, fresh)
    extraction, resolution = _speaking(extraction, resolution, {place[mention.span] for mention, _ in found})
    origins = {at[index]: origin for index, origin in made.mentions.items()}
    return replace(made, extraction=extraction, resolution=resolution, mentions=origins)


def untaught(extraction: Extraction, resolution: Resolution) -> tuple[Extraction, Resolution]:
    """What `teach` was given."""
    gone = {link.mention for chain in resolution.chains if _is_given(chain) for link in chain.links}
    if not gone:
        return extraction, resolution
    kept = [index for index in range(len(extraction.mentions)) if index not in gone]
    at = {before: index for index, before in enumerate(kept)}
    return _renumbered(extraction, resolution, [extraction.mentions[index] for index in kept], at)


def _is_given(chain: Chain) -> bool:
    return split_of(chain.key) == GIVEN


def _renumbered(
    extraction: Extraction,
    resolution: Resolution,
    mentions: Sequence[Mention],
    at: Mapping[int, int],
    fresh: Sequence[Chain] = (),
) -> tuple[Extraction, Resolution]:
    """An article with other mentions and `fresh` chains; `at` has the new index of each that stays."""
    chains = [*fresh]
    for chain in resolution.chains:
        if chain.head in at:
            links = tuple(Link(at[link.mention], link.reason) for link in chain.links)
            chains.append(replace(chain, head=at[chain.head], links=links))
    chains.sort(key=lambda chain: chain.links[0].mention)
    index = {(chain.key, chain.kind): number for number, chain in enumerate(chains)}
    names = [(chain.key, chain.kind) for chain in resolution.chains]
    became = [index.get(name) for name in names]
    references = tuple(replace(one, chain=index[names[one.chain]]) for one in resolution.references)
    speakers = tuple(None if one is None else became[one] for one in resolution.speakers)
    return replace(
        extraction,
        mentions=tuple(mentions),
        roles=tuple(replace(role, mention=at[role.mention]) for role in extraction.roles),
        quotes=tuple(
            quote if quote.mention is None else replace(quote, mention=at.get(quote.mention))
            for quote in extraction.quotes
        ),
        relations=tuple(replace(one, subject=at[one.subject], object=at[one.object]) for one in extraction.relations),
    ), Resolution(tuple(chains), references, speakers)


def _speaking(extraction: Extraction, resolution: Resolution, fresh: Collection[int]) -> tuple[Extraction, Resolution]:
    """Give the quotes that nobody was found for to those of the fresh mentions that their speakers' spans hold."""
    chain_of = {link.mention: index for index, chain in enumerate(resolution.chains) for link in chain.links}
    quotes: list[Quote] = []
    speakers: list[int | None] = []
    for quote, speaker in zip(extraction.quotes, resolution.speakers, strict=True):
        held = [index for index in fresh if quote.speaker and quote.speaker.holds(extraction.mentions[index].span)]
        if held and speaker is None and quote.mention is None and quote.pronoun is None:
            quotes.append(replace(quote, mention=min(held)))
            speakers.append(chain_of[min(held)])
        else:
            quotes.append(quote)
            speakers.append(speaker)
    return replace(extraction, quotes=tuple(quotes)), replace(resolution, speakers=tuple(speakers))


def _found(text: str, made: Reassigned, given: Sequence[Given]) -> Iterator[tuple[Mention, Given]]:
    """Where the forms stand, the longest first, and of two entries on one form the later."""
    extraction = made.extraction
    taken = [mention.span for mention in extraction.mentions]
    taken += [reference.span for reference in made.resolution.references]
    starts = [sentence.span.start for sentence in extraction.sentences]
    for one in sorted(given, key=lambda each: (-len(each.form), -each.entry, each.form, each.kind)):
        for written in dict.fromkeys((one.form, one.form.upper())):
            for match in re.finditer(re.escape(written), text):
                span = Span(*match.span())
                sentence = bisect_right(starts, span.start) - 1
                if sentence < 0 or not extraction.sentences[sentence].span.holds(span):
                    continue
                if any(span.overlaps(other) for other in taken):
                    continue
                if _stands_alone(text, span, extraction.sentences[sentence].span.start, shouted=written != one.form):
                    taken.append(span)
                    yield Mention(span, one.kind, sentence), one


def _stands_alone(text: str, span: Span, sentence: int, *, shouted: bool) -> bool:
    """Whether what stands there is whole words, and no part of a longer name; `shouted`: all around is in capitals."""
    if not _is_whole(text[max(span.start - 2, 0) : span.start], text[span.end : span.end + 2]):
        return False
    if shouted:
        return (text[text.rfind("\n", 0, span.start) + 1 : span.start] + text[span.end :].partition("\n")[0]).isupper()
    if text[span.end : span.end + 1] == " " and text[span.end + 1 : span.end + 2].isupper():
        return False
    word = _WORD_BEFORE.search(text, max(span.start - _LONGEST_TITLE, sentence), span.start)
    if word is None or not word[1][0].isupper() or word.start() == sentence:
        return True
    return word[1].casefold().rstrip(".") in HONORIFICS | REGNAL


def _is_whole(before: str, behind: str) -> bool:
    """Whether what stands between these characters, two on each side, is no part of a longer word."""
    if before[-1:].isalnum() or behind[:1].isalnum() or {before[-1:], behind[:1]} & _NO_WORDS:
        return False
    if before[-1:] in _JOINERS and before[:-1].isalnum():
        return False
    return behind[:1] not in _JOINERS - set("'’") or not behind[1:].isalnum()
