"""A pass that takes the kind of a name from what the text calls it: "Aisby is a village", "the island of Divar"."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_NOUNS: dict[str, Kind] = {
    **dict.fromkeys(
        words(
            """
            village town city suburb hamlet municipality commune settlement township borough parish neighborhood
            neighbourhood locality capital barangay
            """
        ),
        "GPE",
    ),
    **dict.fromkeys(words("river lake mountain island valley peninsula hill bay"), "LOC"),
    **dict.fromkeys(
        words(
            """
            band company firm party organization organisation association club team airline bank newspaper magazine
            university college school group agency charity
            """
        ),
        "ORG",
    ),
    **dict.fromkeys(
        words(
            """
            politician player footballer singer actor actress writer author journalist lawyer historian scientist
            musician guitarist artist painter poet composer physicist economist engineer coach wrestler boxer swimmer
            cyclist novelist diplomat bishop
            """
        ),
        "PERSON",
    ),
    **dict.fromkeys(words("album song film movie novel single sitcom"), "WORK_OF_ART"),
}
"""Nouns that say of what kind a name is, and are said of little else."""

_PLACES = words(
    """
    village town city suburb hamlet municipality island district province region port villages towns cities islands
    districts provinces regions states
    """
)
_PARTS = words("province oblast prefecture governorate")
_ALIKE = (frozenset[Kind](("GPE", "LOC", "FAC")), frozenset[Kind](("WORK_OF_ART", "PRODUCT", "NORP")))
"""Kinds between which a noun does not decide: a town may well be taken for a region."""

_LESS_SURE = frozenset[Kind](("PERSON", "ORG", "GPE", "LOC", "FAC", "WORK_OF_ART", "PRODUCT", "NORP"))
_ARTICLES = words("a an the")
_IN_PHRASE = words("JJ JJS NN NNP NNPS VBN VBG HYPH CD POS CC ,")
_LONGEST_PHRASE = 7
_LONGEST_BRACKET = 14


def described(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The kind that "is a …" or ", a …," behind a name says, for all written so; or "village of", or "province"."""
    kinds = {name.form(tokens): kind for name in names for kind in _said(tokens, name)}
    placed = {name.form(tokens) for name in names if _is_placed(tokens, name)}
    return [_placed(tokens, _as_said(name, kinds.get(name.form(tokens))), placed) for name in names]


def _as_said(name: Name, kind: Kind | None) -> Name:
    if kind is None or name.kind not in _LESS_SURE or any({kind, name.kind} <= alike for alike in _ALIKE):
        return name
    return replace(name, kind=kind)


def _placed(tokens: Tokens, name: Name, placed: Collection[tuple[str, ...]]) -> Name:
    return replace(name, kind="GPE") if name.kind in ("PERSON", "ORG") and name.form(tokens) in placed else name


def _is_placed(tokens: Tokens, name: Name) -> bool:
    at = name.start - 2
    before = at >= 0 and tokens.words[at + 1] == "of" and tokens.words[at].lower() in _PLACES
    return before or (
        name.end < len(tokens) and tokens.words[name.end] in _PARTS and not tokens.words[name.start].islower()
    )


def _said(tokens: Tokens, name: Name) -> Iterator[Kind]:
    """The kind that the noun of a phrase behind the name says, a bracket in between left out."""
    at = _behind_bracket(tokens, name.end)
    verb, article = (*tokens.words[at : at + 2], "", "")[:2]
    if not ((verb in ("is", "was") and article in _ARTICLES) or (verb == "," and article in ("a", "an"))):
        return
    noun = ""
    for place in tokens.upto(at + 2, at + 2 + _LONGEST_PHRASE):
        if tokens.tags[place] not in _IN_PHRASE:
            break
        noun = tokens.words[place].lower() if tokens.tags[place] == "NN" else noun
    if noun in _NOUNS:
        yield _NOUNS[noun]


def _behind_bracket(tokens: Tokens, at: int) -> int:
    if at < len(tokens) and tokens.words[at] == "(":
        return next((i + 1 for i in tokens.upto(at, at + _LONGEST_BRACKET) if tokens.words[i] == ")"), at)
    return at
