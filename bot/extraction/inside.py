"""Words inside a sentence, behind its opening, that mean something said before it: "had agreed on that"."""

from bisect import bisect_right
from collections.abc import Iterator

from bot.extraction.openings import phrase_end, pleonastic
from bot.extraction.tokens import Tokens
from bot.extraction.words import words

_PERSONAL = words("he she him her his hers himself herself")
_PLURAL = words("they them their theirs themselves")
_THINGS = words("it its itself")
_PRONOUNS = _PERSONAL | _PLURAL | _THINGS
_POINTING = words("this that these those")
_DETERMINER = "DT"
_TIMES = words("week month year morning afternoon evening weekend summer winter spring autumn season century decade")
_COMMON = words("day time kind sort type moment")
_STANDING = words("nsubj nsubjpass pobj dobj attr appos")
_POINTED_ON = words("of who whom which as in on a an")
_VERBS = words("VBD VBZ VBP VBN VB")
_HELPING = words("aux auxpass")
_SUBJECTS = words("nsubj nsubjpass")
_OBJECTS = words("dobj dative pobj")
_NO_THING = words("PERSON DATE TIME MONEY PERCENT CARDINAL ORDINAL QUANTITY")
# What "the" before it makes somebody or something known already, where nothing says which one.
_PEOPLE = words(
    """
    man woman boy girl teenager suspect victim attacker gunman driver officer couple pair duo trio minister leader mayor
    judge star player striker midfielder singer actor actress spokesman spokeswoman defendant husband wife father mother
    son daughter brother sister pensioner youngster widow patient prisoner inmate pilot senator governor candidate
    detective sergeant attorney thief robber burglar killer boxer champion climber founder trader banker politician
    """
)
_KNOWN = _PEOPLE | words("creature incident")
_ANYBODY = words("who whoever someone somebody anyone anybody everyone everybody nobody one person child baby people")
_SOMEBODY = _PEOPLE | _ANYBODY
_COLLECTIVE = words("police team group family government company staff crew public couple pair band club")


def inside(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a sentence, its first word apart, that mean something which it does not say before them.

    The first such, but a "he" or "she" only where there is nothing else: whom those mean is found out later.
    """
    found = list(_inside(tokens, start, end))
    return min(found, key=lambda at: tokens.words[at[0]].lower() in _PERSONAL, default=None)


def _inside(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    quoted = False
    for at in range(start, end):
        word = tokens.words[at]
        if word in ('"', "“", "”", "``", "''"):
            quoted = word in ("“", "``") or (word == '"' and not quoted)
            continue
        if quoted or at == start:
            continue
        low = word.lower()
        if tokens.tags[at].startswith("PRP") and low in _PRONOUNS:
            if _dangles(tokens, start, at, end, low):
                yield at, at + 1
        elif low in _POINTING and tokens.tags[at] == _DETERMINER:
            if _points_back(tokens, start, at, end):
                yield at, at + 1
        elif low == "the":
            stop = phrase_end(tokens, at, end)
            if _is_known(tokens, start, at, stop, end):
                yield at, stop


def _dangles(tokens: Tokens, start: int, at: int, end: int, low: str) -> bool:
    """Whether a pronoun has nothing to mean before it in its sentence, nor as the subject behind a clause in front."""
    if low == "it" and pleonastic(tokens, at, end):
        return False
    doers = _doers(tokens, start, at) if tokens.deps[at] in _OBJECTS and not low.endswith(("self", "selves")) else set()
    if any(_can_mean(tokens, i, low) for i in range(start, at) if i not in doers):
        return False
    subject = _main_subject(tokens, start, end)
    return subject is None or subject <= at or not _can_mean(tokens, subject, low)


def _doers(tokens: Tokens, start: int, at: int) -> set[int]:
    """The words of the subject of the verb that governs an object: who tells the minister is not the minister."""
    verb = at
    while tokens.heads[verb] != verb and not tokens.tags[verb].startswith("V"):
        verb = tokens.heads[verb]
    return {
        i
        for i in range(start, at)
        for above in (i, tokens.heads[i])
        if tokens.heads[above] == verb and tokens.deps[above] in _SUBJECTS
    }


def _main_subject(tokens: Tokens, start: int, end: int) -> int | None:
    root = next((i for i in range(start, end) if tokens.heads[i] == i), None)
    found = (i for i in range(start, end) if tokens.heads[i] == root and tokens.deps[i] in _SUBJECTS)
    return next(found, None)


def _can_mean(tokens: Tokens, at: int, low: str) -> bool:
    """Whether a pronoun may stand for the noun at a token: people for "he", things for "it", several for "they"."""
    tag, lemma = tokens.tags[at], tokens.lemmas[at].lower()
    label = _label(tokens, at)
    somebody = lemma in _SOMEBODY or label == "PERSON"
    if low in _PERSONAL:
        return (
            somebody or (tag == "NNP" and label is None) or (tag == "NN" and lemma.endswith(("er", "or", "ist", "man")))
        )
    if not tag.startswith("NN") or (label in _NO_THING and label != "PERSON"):
        return somebody and low in _PLURAL
    if low in _PLURAL:
        return tag in ("NNS", "NNPS") or label is not None or somebody or lemma in _COLLECTIVE
    return not somebody and tag in ("NN", "NNP", "NNPS", "NNS")


def _label(tokens: Tokens, at: int) -> str | None:
    number = bisect_right(tokens.entities, at, key=lambda entity: entity.end)
    entity = tokens.entities[number] if number < len(tokens.entities) else None
    return entity.label if entity and entity.start <= at else None


def _points_back(tokens: Tokens, start: int, at: int, end: int) -> bool:
    """Whether a "this" or "that deal" has neither the noun nor a clause before it in its sentence."""
    following = tokens.words[at + 1].lower() if at + 1 < end else ""
    if following in _POINTED_ON:
        return False
    noun = tokens.heads[at] if tokens.deps[at] == "det" else at
    if noun == at and tokens.deps[at] not in _STANDING:
        return False
    if noun != at and _tells_itself(tokens, start, at, noun, end):
        return False
    if tokens.words[at].lower() == "those" and any(tokens.tags[i] in ("NNS", "NNPS") for i in range(start, at)):
        return False
    return not _something_said(tokens, start, noun, at)


def _tells_itself(tokens: Tokens, start: int, at: int, noun: int, end: int) -> bool:
    """Whether the noun with a demonstrative is known: "this week", "that Berg", "those men who", a noun said before."""
    lemma = tokens.lemmas[noun].lower()
    return (
        (lemma in _TIMES and tokens.words[at].lower() == "this")
        or lemma in _COMMON
        or lemma in _before(tokens, start, at)
        or _is_named(tokens, at, noun)
        or (noun + 1 < end and _relates(tokens, noun + 1))
    )


def _relates(tokens: Tokens, at: int) -> bool:
    return tokens.tags[at] in ("WDT", "WP", "WP$") or tokens.deps[at] == "acl"


def _says_which(tokens: Tokens, after: int) -> bool:
    """Whether what begins at a token belongs to the noun before it: "of finance", "who resigned", "from Oslo"."""
    return _relates(tokens, after) or (tokens.deps[after] == "prep" and tokens.heads[after] == after - 1)


def _before(tokens: Tokens, start: int, at: int) -> set[str]:
    return {tokens.lemmas[i].lower() for i in range(start, at)}


def _is_named(tokens: Tokens, at: int, noun: int) -> bool:
    return any(tokens.tags[i] in ("NNP", "NNPS") for i in range(at, noun + 1))


def _something_said(tokens: Tokens, start: int, noun: int, before: int) -> bool:
    """Whether a clause stands before a noun that does not govern it: "If it rains, that will change"."""
    above = {noun}
    while tokens.heads[noun] != noun:
        noun = tokens.heads[noun]
        above.add(noun)
    return any(
        tokens.tags[i] in _VERBS and tokens.deps[i] not in _HELPING and i not in above for i in range(start, before)
    )


def _is_known(tokens: Tokens, start: int, at: int, stop: int, end: int) -> bool:
    """Whether "the minister" is somebody whom the sentence has not told of: neither by that word, nor by a name."""
    noun = tokens.lemmas[stop - 1].lower()
    if stop == at + 1 or noun not in _KNOWN or _is_named(tokens, at, stop - 1):
        return False
    if any(tokens.tags[i] in ("CD", "JJS", "RBS") for i in range(at, stop)):
        return False
    if stop < end and (_says_which(tokens, stop) or tokens.tags[stop] in ("NNP", "POS") or _label(tokens, stop)):
        return False
    if noun in _before(tokens, start, at):
        return False
    doers = _doers(tokens, start, stop - 1) if tokens.deps[stop - 1] in _OBJECTS else set()
    before = (i for i in range(start, at) if i not in doers)
    if noun in _PEOPLE:
        return not any(_label(tokens, i) == "PERSON" or tokens.lemmas[i].lower() in _SOMEBODY for i in before)
    return not any(_can_mean(tokens, i, "it") for i in before)
