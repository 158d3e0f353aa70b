"""Who does what a verb says: its subject, wherever the tree has it."""

from bot.extraction.lexicon import TITLES
from bot.extraction.quotes.cues import SAYING
from bot.extraction.quotes.tree import Tree
from bot.extraction.words import words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = words("who which that whom")
_TIMES = words(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week month year night morning
    afternoon evening day
    """
)
_SHARE_SUBJECT = ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep")
_BELOW_VERB = ("prep", "pobj", "dobj", "attr", "acomp")
_HIGHEST = 6


def speaker_of(tree: Tree, verb: int) -> int | None:
    """The head of the words that name who does what a verb says; None when there are none."""
    if tree.child(verb, "nsubjpass", "auxpass") is not None:
        agent = tree.child(verb, "agent")
        return tree.child(agent, "pobj") if agent is not None else None
    for _ in range(_HIGHEST):
        own = _quoted_as(tree, verb) or _own(tree, verb)
        if own is not None:
            return own
        above = _above(tree, verb)
        if above is None:
            return None
        verb = above
    return None


def _quoted_as(tree: Tree, verb: int) -> int | None:
    """Whom somebody "quoted as saying" it."""
    tokens = tree.tokens
    prep = tokens.heads[verb]
    if tokens.deps[verb] != "pcomp" or tokens.words[prep].lower() != "as" or tokens.heads[prep] == prep:
        return None
    above = tokens.heads[prep]
    return tree.child(above, "dobj") if tokens.lemmas[above].lower() in ("quote", "cite", "describe") else None


def _own(tree: Tree, verb: int) -> int | None:
    """The subject that a verb has for itself: before it, behind it, or the noun that it is told of."""
    tokens = tree.tokens
    subject = tree.child(verb, *_SUBJECTS)
    if subject is not None and tokens.words[subject].lower() not in _TIMES:
        relative = tokens.words[subject].lower() in _RELATIVE and tokens.deps[verb] == "relcl"
        return tokens.heads[verb] if relative else subject
    if tokens.tags[verb] != "VBG":
        return None
    if tokens.deps[verb] in ("acl", "relcl") and tokens.heads[verb] != verb:
        return _author(tree, tokens.heads[verb])
    named = verb and tokens.tags[verb - 1] == "NNP" and tokens.words[verb - 1].lower() not in _TIMES
    return verb - 1 if named else None


def _author(tree: Tree, noun: int) -> int:
    """Who "issued a statement saying", where the noun is a thing; else the noun itself."""
    tokens = tree.tokens
    thing = tokens.tags[noun] in ("NN", "NNS") and tokens.words[noun].lower() not in TITLES
    verb = tokens.heads[noun]
    subject = tree.child(verb, "nsubj") if thing and tokens.deps[noun] == "dobj" else None
    return noun if subject is None else subject


def _above(tree: Tree, verb: int) -> int | None:
    """The verb whose subject a verb without one shares: "refused to say", "laughed and said"."""
    tokens = tree.tokens
    head, dep = tokens.heads[verb], tokens.deps[verb]
    if head == verb or dep not in _SHARE_SUBJECT or (dep == "ccomp" and tokens.tags[verb] not in ("VB", "VBG")):
        return None
    if dep == "conj" and tokens.deps[head] == "ccomp" and _says(tree, verb) and _says(tree, tokens.heads[head]):
        return tokens.heads[head]  # "he said that it was late and said that …"
    for _ in range(_HIGHEST):
        if tokens.deps[head] not in _BELOW_VERB or tokens.heads[head] == head:
            break
        head = tokens.heads[head]
    return head


def _says(tree: Tree, verb: int) -> bool:
    return tree.tokens.lemmas[verb].lower() in SAYING


def behind(tree: Tree, verb: int) -> int | None:
    """The last word of the name right behind a verb that opens its sentence: "Said Kim:"."""
    tokens = tree.tokens
    opens = not verb or not tokens.words[verb - 1][0].isalnum() or tokens.deps[verb] == "ROOT"
    last = verb
    while last + 1 < len(tokens) and tokens.tags[last + 1] in ("NNP", "NNPS"):
        last += 1
    return last if last > verb and opens and tokens.words[verb + 1].lower() not in _TIMES else None
