"""What a text says of two names: who did what to whom, who holds which office where, whose thing it is to whom.

Patterns over the parse: a verb with its subject and its object, or a name behind a preposition of the verb or of the
noun beside it; an office with the place or body that it names; a possession that is directed at somebody.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.name import Name
from bot.extraction.roles import Found
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind, Relation
from bot.extraction.words import words

_SUBJECTS = words("nsubj nsubjpass")
_OBJECTS = words("dobj attr oprd dative")
_NOUNS = words("dobj attr oprd pobj")
_PREPOSITIONS = words("prep agent dative")
_GROUP = words("aux auxpass neg prt")
_RELATIVE = words("WP WDT")
_NEGATIVE = words("never no neither nor hardly scarcely")
_GOVERNED = words("xcomp conj")
_LONGEST = 12
"""Tokens of a predicate: a longer one ties by the sentence, not by what it says."""

_FARTHEST = 8
"""Tokens between a predicate and its object: articles, titles, what describes it."""

_BREAKS = words(', ; : ( ) — – -- " “ ”')
_DEPARTMENTS = words(
    "State Defence Defense Interior Justice Treasury Commerce Energy Health Labour Labor Finance War Foreign"
)
"""What a minister or a secretary is of, and no name by itself."""

_OFFICED: frozenset[Kind] = frozenset({"ORG", "GPE", "LOC", "FAC", "EVENT", "LAW"})
"""What an office can be of. A people ("the Russian president") is none of it: it only says from where."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Parse:
    """The tokens with what hangs on each, and the name that each belongs to."""

    tokens: Tokens
    names: Sequence[Name]
    children: dict[int, list[int]]
    name_at: dict[int, int]

    def hanging(self, at: int, deps: frozenset[str]) -> list[int]:
        return [child for child in self.children[at] if self.tokens.deps[child] in deps]


def relations(tokens: Tokens, names: Sequence[Name], roles: Sequence[Found]) -> list[Relation]:
    """The relations in order of position; subject and object are indices into `names`, which are the mentions."""
    parse = _parsed(tokens, names)
    numbers = tokens.sentence_numbers()
    found: dict[tuple[int, int], Relation] = {}
    for subject, predicate, object_, negated in (*_offices(parse, roles), *_possessions(parse), *_deeds(parse)):
        one, other = names[subject], names[object_]
        apart = numbers[one.start] != numbers[other.start] or predicate[1] - predicate[0] > _LONGEST
        apart = apart or not _near(parse, predicate[1], other.start)
        if subject == object_ or one.form(tokens) == other.form(tokens) or apart or (subject, object_) in found:
            continue
        start = min(one.start, other.start, predicate[0])
        end = max(one.end, other.end, predicate[1])
        found[subject, object_] = Relation(
            tokens.span(start, end), subject, object_, tokens.span(*predicate), negated, numbers[one.start]
        )
    return sorted(found.values(), key=lambda one: (one.span, one.subject, one.object))


def _parsed(tokens: Tokens, names: Sequence[Name]) -> _Parse:
    children: dict[int, list[int]] = defaultdict(list)
    for at, head in enumerate(tokens.heads):
        if head != at:
            children[head].append(at)
    return _Parse(
        tokens, names, children, {at: n for n, name in enumerate(names) for at in range(name.start, name.end)}
    )


def _near(parse: _Parse, end: int, object_: int) -> bool:
    """Whether an object stands where its predicate ends, or in a list that begins there: else the parse went astray."""
    words_between = parse.tokens.words[end:object_]
    if not any(word in _BREAKS for word in words_between):
        return len(words_between) <= _FARTHEST
    comma = next(at for at in range(end, object_) if parse.tokens.words[at] in _BREAKS)
    return any(at in parse.name_at for at in range(end, comma))


_Tie = tuple[int, Range, int, bool]
"""Subject, the tokens of the predicate, object, whether it is denied."""


def _deeds(parse: _Parse) -> Iterator[_Tie]:
    """What a verb ties: "Kim met Putin", "Kim did not travel to Moscow", "Kim held talks with Putin"."""
    tokens = parse.tokens
    for verb, tag in enumerate(tokens.tags):
        if not tag.startswith("VB") or tokens.deps[verb] in _GROUP:
            continue
        subjects, first, negated = _subject(parse, verb)
        if not subjects:
            continue
        for object_, end in _objects(parse, verb):
            start = min(first, end - 1)
            for subject in subjects:
                if parse.names[subject].end <= start:
                    yield subject, (start, end), object_, negated


def _subject(parse: _Parse, verb: int) -> tuple[list[int], int, bool]:
    """The names that are a verb's subject, where its group begins, and whether it is denied.

    A verb without a subject has that of the verb that it hangs on: "agreed to meet", "came and saw".
    """
    tokens, negated, first, fixed = parse.tokens, False, verb, False
    for _ in range(3):
        if not fixed:
            first = min([first, verb, *(at for at in parse.hanging(verb, _GROUP) if at < verb)])
            negated = negated or any(_denies(tokens, at) for at in parse.children[verb])
        if own := parse.hanging(verb, _SUBJECTS):
            return _subject_names(parse, verb, own[-1]), first, negated
        above = tokens.heads[verb]
        if tokens.deps[verb] not in _GOVERNED or above == verb or not tokens.tags[above].startswith("VB"):
            break
        fixed = fixed or tokens.deps[verb] == "conj"  # what is said of the verb before is not said of this one
        verb = above
    return [], first, negated


def _denies(tokens: Tokens, at: int) -> bool:
    return tokens.deps[at] == "neg" or tokens.words[at].lower() in _NEGATIVE


def _subject_names(parse: _Parse, verb: int, subject: int) -> list[int]:
    """The names of a subject; of "who" and "which", those of the noun that the clause belongs to."""
    tokens = parse.tokens
    if tokens.tags[subject] in _RELATIVE and tokens.deps[verb] == "relcl":
        return _named(parse, tokens.heads[verb])
    return _named(parse, subject)


def _named(parse: _Parse, at: int) -> list[int]:
    """The name that a token belongs to, with those joined to it by "and"; of a noun, the name that explains it."""
    found = []
    if at in parse.name_at:
        found.append(parse.name_at[at])
    else:
        found += [parse.name_at[child] for child in parse.hanging(at, words("appos")) if child in parse.name_at]
    for other in parse.hanging(at, words("conj")):
        found += _named(parse, other)
    return list(dict.fromkeys(found))


def _objects(parse: _Parse, verb: int) -> Iterator[tuple[int, int]]:
    """The names that a verb is directed at, each with where the predicate ends."""
    tokens = parse.tokens
    particles = [child + 1 for child in parse.hanging(verb, words("prt"))]
    for object_ in parse.hanging(verb, _OBJECTS):
        if tokens.tags[object_] == "IN":
            continue
        for name in _named(parse, object_):
            end = max([verb + 1, *(at for at in particles if at <= parse.names[name].start)])
            yield name, end if tokens.deps[verb] != "aux" else verb + 1
        if object_ not in parse.name_at:
            yield from _behind(parse, object_)
    yield from _behind(parse, verb)


def _behind(parse: _Parse, at: int, depth: int = 2) -> Iterator[tuple[int, int]]:
    """The names behind the prepositions of a word, and of a noun behind one of those: "for talks with Putin"."""
    for preposition in parse.hanging(at, _PREPOSITIONS):
        if parse.tokens.tags[preposition] not in ("IN", "TO", "RP"):
            continue
        for noun in parse.hanging(preposition, words("pobj")):
            for name in _named(parse, noun):
                yield name, preposition + 1
            if depth > 1 and noun not in parse.name_at:
                yield from _behind(parse, noun, depth - 1)


def _offices(parse: _Parse, roles: Sequence[Found]) -> Iterator[_Tie]:
    """Whose office is where: "chief executive of Siemens", "Siemens chief executive"."""
    for start, end, person in roles:
        inside = sorted({parse.name_at[at] for at in range(start, end) if at in parse.name_at} - {person})
        for number in inside:
            name = parse.names[number]
            alone = len(name) == 1 and parse.tokens.words[name.start] in _DEPARTMENTS
            if name.kind not in _OFFICED or name.start < start or name.end > end or alone:
                continue
            if name.end == end and name.start > start:
                yield person, (start, _without_article(parse.tokens, start, name.start)), number, False
            elif name.start == start and name.end < end:
                after = name.end + (parse.tokens.tags[name.end] == "POS")
                if after < end:
                    yield person, (after, end), number, False


def _without_article(tokens: Tokens, start: int, end: int) -> int:
    return end - 1 if end - 1 > start and tokens.words[end - 1].lower() == "the" else end


def _possessions(parse: _Parse) -> Iterator[_Tie]:
    """What is somebody's and directed at another: "Kim's letter to Putin"; and "talks between Kim and Putin"."""
    tokens = parse.tokens
    for at, dep in enumerate(tokens.deps):
        noun = tokens.heads[at]
        if dep == "poss" and at in parse.name_at and noun not in parse.name_at and noun > at:
            owner = parse.name_at[at]
            start = parse.names[owner].end
            start += start < len(tokens) and tokens.tags[start] == "POS"
            for name, end in _behind(parse, noun, 1):
                if start < end <= parse.names[name].start:
                    yield owner, (start, end), name, False
        if tokens.words[at] == "between" and dep == "prep" and tokens.tags[noun].startswith("NN"):
            for first in parse.hanging(at, words("pobj")):
                named = _named(parse, first)
                if len(named) == 2 and noun < at and at - noun <= 3:
                    yield named[0], (noun, at + 1), named[1], False
