"""How a sentence opens: whether it can stand alone, or leans on the one before it."""

from bot.extraction.tokens import Tokens
from bot.extraction.types import Opening
from bot.extraction.words import phrases, words

CONNECTIVES = phrases(
    """
    however, but, and, or, yet, so, nor, also, meanwhile, moreover, furthermore, besides, additionally
    nevertheless, nonetheless, still, instead, rather, otherwise, thus, hence, therefore, consequently
    accordingly, then, thereafter, afterwards, afterward, later, earlier, likewise, similarly, conversely
    alternatively, finally, lastly, indeed, too, plus, for example, for instance, in addition, in contrast
    by contrast, in turn, in response, in return, in other words, in fact, in short, in particular
    in that case, in the meantime, in the end, in conclusion, as a result, as a consequence, as such
    after that, after all
    at the same time, at the time, at that time, on the other hand, on the one hand, on the contrary
    on top of that, even so, even then, that said, that is why, that is, this is why, that's why, this means
    that means, what is more, what's more, because of this, because of that, for this reason, for that reason
    despite this, despite that, to this end, to that end, apart from that, above all, more importantly
    most importantly, first, firstly, second, secondly, third, thirdly, next, soon after, shortly after
    shortly afterwards, since then, until then, by then, elsewhere, overall, all in all, of course
    """
)
_LONGEST = max(len(phrase.split()) for phrase in CONNECTIVES)
# These lean only before a comma: "First, …" does, "First Minister …" and "Later that day" do not.
_NEED_COMMA = words(
    "first second third next later earlier still yet so too then rather plus finally overall elsewhere indeed"
) | {"that is"}
_PRONOUNS = words("he she they it him her them his its their hers theirs himself herself themselves itself")
_DEMONSTRATIVES = words("this that these those such both neither either another")
_MARKS = words("\" ' ` “ ” ‘ ’ « » `` '' ( [ - – — * •")
_WEATHER = words("rain snow hail thunder drizzle freeze")
_RAISING = words("seem appear turn happen")
_CLAUSES = words("ccomp xcomp csubj relcl acl advcl")
_INTRODUCES = words("that to whether who if")
# What may follow "the minister" to say which one.
_EXPLAINS = words("of that which who whose where to in on for between from behind at")


def opening(tokens: Tokens, start: int, end: int) -> tuple[Opening, tuple[int, int] | None]:
    """How the sentence of tokens `start` to `end` opens, and the tokens of the word or phrase that leans."""
    first = start
    while first < end and tokens.words[first] in _MARKS:
        first += 1
    if first >= end:
        return "plain", None
    return (
        _connective(tokens, first, end)
        or _pronoun(tokens, first, end)
        or _demonstrative(tokens, first, end)
        or _definite(tokens, first, end)
        or ("plain", None)
    )


def _connective(tokens: Tokens, first: int, end: int) -> tuple[Opening, tuple[int, int]] | None:
    low = [word.lower() for word in tokens.words[first : min(end, first + _LONGEST + 1)]]
    for size in range(min(_LONGEST, len(low)), 0, -1):
        phrase = " ".join(low[:size]).replace(" 's", "'s").replace(" ’s", "'s")
        if phrase not in CONNECTIVES:
            continue
        comma = size < len(low) and low[size] == ","
        if phrase in _NEED_COMMA and not comma:
            continue
        return "connective", (first, first + size + comma)
    return None


def _pronoun(tokens: Tokens, first: int, end: int) -> tuple[Opening, tuple[int, int]] | None:
    word = tokens.words[first].lower()
    if word not in _PRONOUNS or (word == "it" and pleonastic(tokens, first, end)):
        return None
    return "pronoun", (first, first + 1)


def pleonastic(tokens: Tokens, it: int, end: int) -> bool:
    """Whether the "it" at a token refers to nothing: weather, "it seems", "it is clear that …"."""
    if tokens.deps[it] == "expl":
        return True
    verb = tokens.heads[it]
    lemma = tokens.lemmas[verb]
    if lemma in _WEATHER or lemma in _RAISING:
        return True
    if lemma != "be" and tokens.deps[it] != "nsubjpass":
        return False
    # "it is important to note", "it was in Rome that": a clause hangs on the verb or on its complement.
    below = {verb} | {i for i in range(verb + 1, end) if tokens.heads[i] == verb}
    return any(
        tokens.deps[i] in _CLAUSES
        and tokens.heads[i] in below
        and any(tokens.words[j].lower() in _INTRODUCES for j in range(verb + 1, i))
        for i in range(verb + 1, end)
    )


def _demonstrative(tokens: Tokens, first: int, end: int) -> tuple[Opening, tuple[int, int]] | None:
    if tokens.words[first].lower() not in _DEMONSTRATIVES:
        return None
    following = tokens.words[first + 1].lower() if first + 1 < end else ""
    if tokens.words[first].lower() == "both" and "and" in (w.lower() for w in tokens.words[first : first + 6]):
        return None  # "both Norway and Sweden" says which
    if following in ("who", "which", "as"):
        return None  # "those who", "such as"
    return "demonstrative", (first, phrase_end(tokens, first, end))


def _definite(tokens: Tokens, first: int, end: int) -> tuple[Opening, tuple[int, int]] | None:
    """A phrase like "The minister", unless a name in it, or what follows it, says which minister."""
    if tokens.words[first].lower() != "the":
        return None
    stop = phrase_end(tokens, first, end)
    inside = range(first + 1, stop)
    if stop == first + 1 or any(tokens.tags[i] in ("NNP", "NNPS", "CD", "JJS", "RBS") for i in inside):
        return None
    if any(entity.start < stop and entity.end > first + 1 for entity in tokens.entities if entity.label != "DATE"):
        return None
    if stop < end and is_explained(tokens, stop):
        return None
    return "definite", (first, stop)


def is_explained(tokens: Tokens, after: int) -> bool:
    """Whether what begins at a token says which one the noun before it is: "of finance", "who resigned"."""
    return tokens.words[after].lower() in _EXPLAINS or tokens.deps[after] == "acl"


def phrase_end(tokens: Tokens, first: int, end: int) -> int:
    """The end of the noun phrase whose article or demonstrative stands at a token: behind its head, by tags."""
    at = first + 1
    while at < end and (
        tokens.tags[at] in ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "RB", "VBN", "VBG", "HYPH")
    ):
        if tokens.tags[at] in ("RB", "VBN", "VBG") and not _modifies(tokens, at):
            break
        at += 1
    while at > first + 1 and tokens.tags[at - 1] == "RB":
        at -= 1
    return at


def _modifies(tokens: Tokens, at: int) -> bool:
    return tokens.deps[at] in ("amod", "advmod", "compound") and tokens.heads[at] > at
