"""Passes that give a name the words that it lacks: a family's small words, what it is "of", rivers, "Inc"."""

import re

from bot.extraction.joins import replaced
from bot.extraction.lexicon import POLITIES
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_PARTICLES = words("van von der den de di da du del della dos bin ibn ben al el ter ten la le zu")
# Small words that begin no English phrase: "bin Haddad", but not "the van Smith drove".
_LEADING = words("von bin ibn de di da du del della")
_RIVERS = (["upon"], ["am"], ["an", "der"], ["sur"], ["-", "upon", "-"], ["ob", "der"])
_SYLLABLES = words(
    """
    in un il jae hee hye min soo ho young hyun jin sik chul woo hwan kyung mo taek kyun ki moon nam koo sung geun kwon
    gyu hyung seok suk wook kyu ah yeon yong hoon jong seung sang won pyo
    """
)
_LEGAL = words("SE AG NV N.V. SA S.A. Plc plc PLC Inc Inc. Corp Corp. Ltd Ltd. LLC GmbH Oyj ASA AB SpA S.p.A. Cos")
_TEAM = re.compile(r"^\d\d(?:ers|s)$")
_EVENTS = words("Battle Battles Siege Massacre Conquest Fall Relief")
_TREATIES = words("Treaty Treaties Peace Convention Declaration")
_PROPER = words("NNP NNPS")
_PLACES = frozenset[Kind](("GPE", "LOC", "FAC"))


def particles(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Keep a family's small words: "Marijke van den" + "Berg", "de" + "Graaf"."""
    for name in names:
        if name.kind != "PERSON":
            continue
        start, end = _led(tokens, name), _followed(tokens, name)
        if (start, end) != (name.start, name.end):
            names = replaced(names, Name(start, end, "PERSON"))
    return names


def adjoined(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Join two names of a person that stand side by side: "Narendra Singh" + "Tomar"."""
    surnames = {tokens.words[name.end - 1] for name in names if name.kind == "PERSON" and len(name) > 1}
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        beside = last and last.end == name.start and last.kind == name.kind == "PERSON"
        if last and beside and tokens.words[name.start] not in surnames and _is_one(tokens, last, name):
            joined[-1] = Name(last.start, name.end, "PERSON")
        else:
            joined.append(name)
    return joined


def _is_one(tokens: Tokens, last: Name, name: Name) -> bool:
    """Whether the second is a single word behind no more than a space."""
    between = tokens.text[tokens.ends[last.end - 1] : tokens.starts[name.start]]
    return between == " " and len(name) == 1 and len(last) < 3


def grown_on(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Keep what is grown on or stands behind: "Han Min" + "-koo", "BioNTech" + "SE", "Philadelphia" + "76ers"."""
    for name in names:
        if name.kind == "PERSON" and (end := _behind_hyphen(tokens, name)):
            names = replaced(names, Name(name.start, end, "PERSON"))
        elif name.end < len(tokens) and _is_part(tokens.words[name.end], name.kind):
            names = replaced(names, Name(name.start, name.end + 1, "ORG"))
    return names


def _behind_hyphen(tokens: Tokens, name: Name) -> int | None:
    """The end of a Korean given name's second syllable."""
    at = name.end
    if len(name) != 2 or at + 1 >= len(tokens) or tokens.words[at] not in ("-", "‐", "–"):
        return None
    adjacent = tokens.starts[at] == tokens.ends[at - 1] and tokens.starts[at + 1] == tokens.ends[at]
    return at + 2 if adjacent and tokens.words[at + 1] in _SYLLABLES else None


def _is_part(word: str, kind: Kind) -> bool:
    """Whether a word belongs to the firm or the team before it."""
    return (kind == "ORG" and word in _LEGAL) or (kind in ("ORG", "GPE") and bool(_TEAM.match(word)))


def _led(tokens: Tokens, name: Name) -> int:
    at = name.start - 1
    if at < 1 or tokens.words[name.start] in _PARTICLES:
        return name.start
    if tokens.words[at] in ("der", "den", "de") and tokens.words[at - 1] == "van":
        return at - 1
    return at if tokens.words[at] in _LEADING else name.start


def _followed(tokens: Tokens, name: Name) -> int:
    at = name.end
    while at < len(tokens) and tokens.words[at] in _PARTICLES:
        at += 1
    led = at > name.end or tokens.words[name.end - 1] in _PARTICLES
    capital = at < len(tokens) and tokens.words[at][0].isupper() and tokens.words[at].isalpha()
    return at + 1 if led and capital else name.end


def rivers(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Join what lies upon a river, and a capital to its district: "Newton upon Tarn", "Washington, D.C."."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and last.kind in _PLACES and _continues(tokens, last, name):
            joined[-1] = Name(last.start, name.end, "GPE")
        else:
            joined.append(name)
    return joined


def _continues(tokens: Tokens, last: Name, name: Name) -> bool:
    between = tokens.words[last.end : name.start]
    return between in _RIVERS or (between == [","] and name.form(tokens) in (("D.C.",), ("DC",)))


def named_after(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Give a place what it is part of: "Kingdom of" + "Sorvia" is a state, "Battle of" + "Arnsund" an event."""
    for name in names:
        of = name.start - 1
        if name.kind in _PLACES and of > 0 and tokens.words[of] == "of" and (kind := _head(tokens, of - 1)):
            names = replaced(names, Name(of - 1, name.end, kind))
    return names


def _head(tokens: Tokens, at: int) -> Kind | None:
    word = tokens.words[at]
    if tokens.tags[at] not in _PROPER or not word[0].isupper():
        return None
    if word in _EVENTS:
        return "EVENT"
    return "LAW" if word in _TREATIES else "GPE" if word.lower() in POLITIES else None
