"""Claims: what a number of the text counts, and what is said to have become of it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.articles.types import Span
from bot.extraction.name import Name
from bot.extraction.numbers import pairs
from bot.extraction.numbers.circumstances import Circumstances
from bot.extraction.numbers.lexicon import (
    ADJECTIVES,
    INCLUDING,
    LEVELS,
    NOUNS,
    SETTING,
    SUBJECT_VERBS,
    TAKING_LIVES,
    TOLLS,
    VERBS,
)
from bot.extraction.numbers.numerals import Numeral, numerals
from bot.extraction.numbers.pairs import Found
from bot.extraction.numbers.tree import Tree
from bot.extraction.tokens import Tokens
from bot.extraction.types import DateExpression, NumberClaim, Theme

_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
_MODIFIERS = (*_NOUN_TAGS, "JJ", "JJR", "JJS", "HYPH", "VBN", "VBG")
_STATES = ("oprd", "acomp", "attr", "xcomp", "ccomp")
_FEW = 12
_KNOWN = ("the", "these", "those", "its", "their", "his", "her", "our", "my", "whose")


def claims(tokens: Tokens, names: Sequence[Name], dates: Sequence[DateExpression] = ()) -> list[NumberClaim]:
    """What the text says how many of, in order of position. Numbers inside names count nothing.

    A number that counts nothing that could be told is left out: a score, a part of an address, "number three".
    """
    taken = [False] * len(tokens)
    for name in names:
        taken[name.start : name.end] = [True] * len(name)
    written = numerals(tokens, taken)
    if not written:
        return []
    sentence = tokens.sentence_numbers()
    tree = Tree(tokens)
    around = Circumstances(tree, names, dates)
    found: list[Found] = []
    for index, numeral in enumerate(written):
        of, following = sentence[numeral.start], written[index + 1] if index + 1 < len(written) else None
        claim = pairs.votes(tree, numeral, following, of) or _claim(tree, numeral, of)
        found.append((numeral, pairs.told_by(tree, found[-1], numeral, claim, of) if found else claim))
    return [
        replace(claim, place=place, time=time)
        for numeral, claim in _ranges(tokens, found)
        if claim
        for place, time in [around.of(_top(tree, numeral))]
    ]


def _ranges(tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The same where both ends of a range count the same: "between 10 and 20 soldiers"."""
    ranged = list(found)
    for index in range(len(ranged) - 2, -1, -1):
        (numeral, claim), (upper, high) = ranged[index], ranged[index + 1]
        is_split = claim is not None and claim.theme == "votes"
        if high and not is_split and numeral.bound == "at least" and upper.start - numeral.end == 1:
            span = tokens.span(numeral.start, numeral.end)
            ranged[index] = numeral, replace(high, span=span, value=numeral.value, bound="at least")
    return ranged


def _claim(tree: Tree, numeral: Numeral, sentence: int) -> NumberClaim | None:
    tokens = tree.tokens
    top = _top(tree, numeral)
    noun = _counted(tree, numeral, top)
    theme = _theme(tree, numeral, top, noun)
    what = _phrase(tree, numeral.end, noun) if noun is not None else None
    if what is None and theme in ("money", "share", "measure", "count"):
        what = _measured(tree, top, numeral)
    if theme in ("measure", "count") and (what is None or (noun is not None and tree.lemma(noun) == "time")):
        return None
    if theme == "count" and numeral.value <= _FEW and tokens.words[numeral.start - 1].lower() in _KNOWN:
        return None  # "the two men" were counted before
    span = tokens.span(numeral.start, numeral.end)
    return NumberClaim(span, numeral.value, numeral.bound, theme, numeral.unit, what, sentence)


def _top(tree: Tree, numeral: Numeral) -> int:
    """The token of a numeral by which it hangs on the rest."""
    inside = range(numeral.start, numeral.end)
    return next((at for at in inside if tree.tokens.heads[at] not in inside), numeral.start)


def _counted(tree: Tree, numeral: Numeral, top: int) -> int | None:
    """The noun that a number counts; None for amounts, shares and numbers that stand alone."""
    tokens, of = tree.tokens, numeral.end
    if of < len(tokens) and tokens.words[of] == "of" and (noun := tree.child(of, "pobj")) is not None:
        return noun if tokens.tags[noun] in (*_NOUN_TAGS, "JJ", "CD") else None
    if numeral.unit:
        return None
    head = tokens.heads[top]
    follows = head >= numeral.end and tokens.tags[head] in _NOUN_TAGS
    if follows and tokens.deps[top] in ("nummod", "compound", "quantmod", "amod", "npadvmod"):
        return head
    beside = numeral.end < len(tokens) and tokens.tags[numeral.end] == "NNS"
    return numeral.end if beside and tokens.heads[numeral.end] not in (numeral.start, top) else None


def _phrase(tree: Tree, start: int, noun: int) -> Span:
    """The noun with what stands before it, from a token on."""
    tokens, first = tree.tokens, noun
    while first > start and tokens.heads[first - 1] in range(first, noun + 1) and tokens.tags[first - 1] in _MODIFIERS:
        first -= 1
    return tokens.span(first, noun + 1)


def _measured(tree: Tree, top: int, numeral: Numeral) -> Span | None:
    """What it is whose amount a number tells: "revenue of …", "… in damage", "prices rose …", "cut its rate to …"."""
    tokens, into = tree.tokens, numeral.end
    if into < len(tokens) and tokens.words[into] == "in" and numeral.is_money:
        noun = tree.child(into, "pobj")
        if noun is not None and tokens.tags[noun] in ("NN", "NNS") and not tree.has(noun, "det"):
            return _phrase(tree, into + 1, noun)
    prep = tokens.heads[top]
    if tokens.deps[top] == "pobj" and tokens.words[prep] == "of" and tokens.tags[tokens.heads[prep]] in ("NN", "NNS"):
        return _phrase(tree, 0, tokens.heads[prep])
    verb = next((at for at in tree.upward(top) if tokens.tags[at].startswith("VB")), None)
    if verb is None:
        return None
    subject = tree.child(verb, "nsubj", "nsubjpass") if tree.lemma(verb) in LEVELS else None
    if tree.lemma(verb) in SETTING and tokens.deps[top] != "dobj":
        subject = tree.child(verb, "dobj", "nsubjpass")
    if subject is None or subject >= numeral.start or tokens.tags[subject] not in _NOUN_TAGS:
        return None
    return _with_of_phrase(tree, subject, numeral.start)


def _with_of_phrase(tree: Tree, noun: int, before: int) -> Span:
    """The noun's phrase, and "of cases" where that follows it."""
    tokens, start, end = tree.tokens, _phrase(tree, 0, noun), noun + 1
    if end < len(tokens) and tokens.words[end] == "of" and (further := tree.child(end, "pobj")) is not None:
        end = further + 1 if further < before else end
    return Span(start.start, tokens.ends[end - 1])


def _theme(tree: Tree, numeral: Numeral, top: int, noun: int | None) -> Theme:
    if numeral.unit in ("%", "points"):
        return "share"
    if numeral.is_money:
        return "money"
    if numeral.unit:
        return "measure"
    told = _by_words(tree, numeral, noun) or _by_verb(tree, top if noun is None else noun)
    return told or "count"


def _by_words(tree: Tree, numeral: Numeral, noun: int | None) -> Theme | None:
    """What the noun says, or an adjective on it: "12 deaths", "12 dead", "12 injured people", "12 people missing"."""
    tokens = tree.tokens
    if noun is not None:
        around = [at for at in tree.below(noun) if tokens.deps[at] in ("amod", "acl", "acomp")]
        return NOUNS.get(tree.lemma(noun)) or next(
            (ADJECTIVES[word] for at in around if (word := tokens.words[at].lower()) in ADJECTIVES), None
        )
    behind = tokens.words[numeral.end].lower() if numeral.end < len(tokens) else ""
    return ADJECTIVES.get(behind)


def _by_verb(tree: Tree, at: int) -> Theme | None:
    """What a verb above says was done to those who are counted, or what they did."""
    tokens = tree.tokens
    for above in tree.upward(at):
        head, dep = tokens.heads[above] if tokens.deps[above] in ("aux", "auxpass") else above, tokens.deps[at]
        if tokens.words[head].lower() in INCLUDING or (dep == "pobj" and tree.lemma(head) in ("from", "since")):
            return None
        if tokens.tags[head].startswith("VB"):
            return None if tree.has(head, "neg") else _verb(tree, head, at, dep)
        if dep == "pobj" and (told := _counting_noun(tree, tokens.heads[head])):
            return told
        if dep not in ("conj", "appos", "prep", "pobj", "nummod", "dep", "attr"):
            return None
        at = head
    return None


def _verb(tree: Tree, verb: int, at: int, dep: str) -> Theme | None:
    tokens, lemma = tree.tokens, tree.lemma(verb)
    if lemma in SUBJECT_VERBS and dep in ("nsubj", "nsubjpass"):
        return SUBJECT_VERBS[lemma]
    if lemma in VERBS and (dep in ("nsubjpass", "dobj", "attr") or (dep == "nsubj" and tokens.tags[verb] == "VBN")):
        return VERBS[lemma]
    if lemma in TAKING_LIVES and dep == "dobj" and tree.lemma(at) == "life":
        return "killed"
    state = ADJECTIVES.get(tokens.words[verb].lower()) if dep in ("nsubj", "nsubjpass") else None
    if dep in ("nsubj", "nsubjpass", "dobj", "prep"):
        state = state or _state(tree, verb)
    return state or (_moved(tree, verb, at) if dep in ("prep", "dobj", "attr") else None)


def _moved(tree: Tree, verb: int, at: int) -> Theme | None:
    """What is counted that a verb moves to a number: "the toll rose to …", "put the number of dead at …"."""
    nouns = [b for b in tree.below(verb) if tree.tokens.deps[b] in ("nsubj", "nsubjpass", "dobj") and b != at]
    return next((told for noun in nouns if (told := _counting_noun(tree, noun))), None)


def _state(tree: Tree, verb: int) -> Theme | None:
    """In what state a verb says that somebody is: "left 12 dead", "were shot dead", "were among the dead"."""
    tokens = tree.tokens
    told = [below for below in tree.below(verb) if tokens.deps[below] in _STATES]
    among = [noun for below in tree.below(verb) if tokens.words[below] == "among" for noun in tree.below(below)]
    return next((ADJECTIVES[word] for at in (*told, *among) if (word := tokens.words[at].lower()) in ADJECTIVES), None)


def _counting_noun(tree: Tree, noun: int) -> Theme | None:
    """What a noun counts that an amount is of: "the death toll", "the number of injured"."""
    tokens = tree.tokens
    lemma = tree.lemma(noun)
    if lemma in TOLLS:
        return "killed"
    if lemma in NOUNS:
        return NOUNS[lemma]
    of = tree.child(noun, "prep") if lemma == "number" else None
    counted = tree.child(of, "pobj") if of is not None else None
    return NOUNS.get(tokens.words[counted].lower()) if counted is not None else None
