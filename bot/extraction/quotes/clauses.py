"""Clauses in which somebody says something: the word that tells so, who, and what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.quotes.cues import ABOUT, INTENDING, JUDGING, NOUNS, SAYING, SURE, THINKING, VIEWS
from bot.extraction.quotes.subjects import behind, speaker_of
from bot.extraction.quotes.tree import Tree
from bot.extraction.words import words

Range = tuple[int, int]
_CUES = SAYING | THINKING | INTENDING | JUDGING
_NO_VERB = ("aux", "auxpass", "amod", "compound")
_VERB = ("VB", "MD")
_PUNCTUATION = words(", . : ; — – - -- “ ” \" '' `` ‘ ’ ' … ( )")


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue (its token), the head of the words that say who speaks, and the ranges of tokens that are the content."""

    cue: int
    speaker: int | None
    contents: tuple[Range, ...] = ()


def clauses(tree: Tree, quoted: Sequence[bool]) -> list[Clause]:
    """The clauses of saying outside of quotations, in order of their cues."""
    found: list[Clause] = []
    for at, tag in enumerate(tree.tokens.tags):
        if quoted[at]:
            continue
        if tag.startswith("VB"):
            found += _verbal(tree, at, quoted)
        elif tag.startswith("NN"):
            found += _nominal(tree, at)
            found += _viewed(tree, at)
        elif tree.tokens.words[at].lower() in SURE:
            found += _sure(tree, at)
        if tree.tokens.words[at] in ("according", "According"):
            found += _according(tree, at)
    return sorted(found, key=lambda clause: clause.cue)


def _verbal(tree: Tree, verb: int, quoted: Sequence[bool]) -> Iterator[Clause]:
    tokens = tree.tokens
    lemma = tokens.lemmas[verb].lower()
    if lemma == "put":
        thing = tree.child(verb, "dobj")
        if thing is not None and tokens.words[thing].lower() == "it":  # "as Kim put it"
            yield Clause(verb, speaker_of(tree, verb))
    if (lemma not in _CUES and lemma not in ABOUT) or _is_undergone(tree, verb):
        return
    inverted = behind(tree, verb) if lemma in SAYING else None
    if tokens.deps[verb] in _NO_VERB and inverted is None:
        return
    speaker = speaker_of(tree, verb)
    if speaker is None or quoted[speaker]:
        speaker = inverted
    contents = tuple(_contents(tree, verb, lemma, speaker))
    if contents or lemma in _CUES:
        yield Clause(verb, speaker, contents)


def _contents(tree: Tree, verb: int, lemma: str, speaker: int | None) -> list[Range]:
    """What is said: the clause below or above the verb, what it means to do, or what it speaks of."""
    if lemma in SAYING or lemma in THINKING:
        clause = tree.child(verb, "ccomp")
        if clause is not None and clause != speaker:
            return _around(tree, clause, verb, speaker)
        if speaker is not None and lemma in SAYING and (above := _clause_above(tree, verb)) is not None:
            return _around(tree, above, verb, speaker)
    return [] if speaker is None else _aims(tree, verb, lemma, speaker)


def _aims(tree: Tree, verb: int, lemma: str, speaker: int) -> list[Range]:
    """What somebody owns to, or means to do, or speaks of."""
    aim = tree.child(verb, "xcomp")
    if aim is not None and (lemma in INTENDING or (lemma in SAYING and tree.tokens.tags[aim] == "VBG")):
        return _around(tree, aim, verb, speaker)  # "vowed to stay", "admitted lying"
    if lemma in ABOUT and (thing := _behind(tree, verb, ABOUT[lemma].split())) is not None:
        return _trimmed(tree, tree.left[thing], tree.right[thing] + 1)
    if lemma in JUDGING and (thing := tree.child(verb, "dobj")) is not None and thing > verb:
        return _trimmed(tree, tree.left[thing], max(tree.right[child] for child in tree.children[verb]) + 1)
    return []


def _behind(tree: Tree, verb: int, prepositions: Sequence[str]) -> int | None:
    """The preposition behind a verb that opens what was said."""
    words = tree.tokens.words
    opened = ((words[tree.left[at]] if "for" in prepositions else words[at], at) for at in tree.children[verb])
    return next((at for word, at in opened if at > verb and word.lower() in prepositions), None)


def _is_undergone(tree: Tree, verb: int) -> bool:
    """Whether somebody was asked or told: "Kim, asked about it by the press, said"."""
    tokens = tree.tokens
    told = tokens.lemmas[verb].lower() in ("ask", "tell", "question", "press", "quiz")
    return told and tokens.tags[verb] == "VBN" and tokens.deps[verb] in ("acl", "advcl") and not _has_aux(tree, verb)


def _has_aux(tree: Tree, verb: int) -> bool:
    return tree.child(verb, "aux", "auxpass") is not None


def _clause_above(tree: Tree, verb: int) -> int | None:
    """The clause that a verb of saying was put into: "The plan, she said, would fail"."""
    tokens = tree.tokens
    head = tokens.heads[verb]
    put_in = tokens.deps[verb] in ("parataxis", "ccomp", "advcl") and tree.child(verb, "mark") is None
    return head if put_in and head != verb and tokens.tags[head].startswith(_VERB) else None


def _around(tree: Tree, clause: int, verb: int, speaker: int | None) -> list[Range]:
    """The tokens of a clause without those of cue and speaker that stand within it, in at most two ranges."""
    start, end = tree.left[clause], tree.right[clause] + 1
    named = (verb, verb) if speaker is None else (tree.left[speaker], tree.right[speaker])
    if speaker is not None and named[0] <= clause <= named[1]:
        named = speaker, speaker
    first, last = min(verb, named[0]), max(verb, named[1])
    if last < start or first >= end:
        return _trimmed(tree, start, end)
    return [*_trimmed(tree, start, first), *_trimmed(tree, last + 1, end)]


def _trimmed(tree: Tree, start: int, end: int) -> list[Range]:
    while start < end and tree.tokens.words[start] in _PUNCTUATION:
        start += 1
    while start < end and tree.tokens.words[end - 1] in _PUNCTUATION:
        end -= 1
    return [(start, end)] if start < end else []


def _nominal(tree: Tree, noun: int) -> Iterator[Clause]:
    """A noun with "that …": "Smith's claim that", "made the claim that"."""
    tokens = tree.tokens
    if tokens.lemmas[noun].lower() not in NOUNS:
        return
    clause = tree.child(noun, "acl", "ccomp")
    if clause is None or clause < noun or tokens.words[tree.left[clause]].lower() != "that":
        return
    speaker = tree.child(noun, "poss")
    if speaker is None and tokens.deps[noun] == "dobj":
        speaker = speaker_of(tree, tokens.heads[noun])
    yield Clause(noun, speaker, tuple(_around(tree, clause, noun, None)))


def _viewed(tree: Tree, noun: int) -> Iterator[Clause]:
    """Whose view a sentence is that opens with "In Smith's view,"."""
    tokens = tree.tokens
    prep = tokens.heads[noun]
    whose = tree.child(noun, "poss")
    if whose is None or tokens.deps[noun] != "pobj" or tokens.words[prep].lower() not in ("in", "to"):
        return
    if tokens.lemmas[noun].lower() in VIEWS and (head := tokens.heads[prep]) > noun:
        yield Clause(noun, whose, tuple(_trimmed(tree, noun + 1, tree.right[head] + 1)))


def _sure(tree: Tree, at: int) -> Iterator[Clause]:
    """What somebody is sure or afraid of: "was adamant that", "made clear that"."""
    tokens = tree.tokens
    verb, clause = tokens.heads[at], tree.child(at, "ccomp")
    if clause is None and tokens.lemmas[verb].lower() == "make":
        clause = tree.child(verb, "ccomp")
    if clause is None and (about := _behind(tree, at, ("about", "of", "at"))) is not None:
        clause = about
    if clause is None or clause < at or not tokens.tags[verb].startswith("VB"):
        return
    speaker = speaker_of(tree, verb)
    if speaker is not None and tokens.words[speaker].lower() not in ("it", "that", "this", "there", "what"):
        yield Clause(at, speaker, tuple(_around(tree, clause, at, speaker)))


def _according(tree: Tree, at: int) -> Iterator[Clause]:
    """The source behind "according to"; its content is the sentence around it."""
    tokens = tree.tokens
    if at + 1 >= len(tokens) or tokens.words[at + 1].lower() != "to" or tokens.heads[at] == at:
        return
    speaker = tree.child(at + 1, "pobj")
    if speaker is None:
        speaker = tree.child(at, "pobj")
    if speaker is None:
        return
    head = tokens.heads[at]
    for above in tree.ancestors(at):
        head = above
        if tokens.tags[head].startswith(_VERB):
            break
    last = max(tree.right[at], tree.right[speaker])
    contents = [*_trimmed(tree, tree.left[head], at), *_trimmed(tree, last + 1, tree.right[head] + 1)]
    yield Clause(at, speaker, tuple(contents))
