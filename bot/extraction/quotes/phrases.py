"""The words that name a speaker: from their head to the whole phrase, without what is only told about it."""

from bot.extraction.quotes.tree import Tree

_LEFT = frozenset(
    ("det", "compound", "amod", "poss", "nmod", "nummod", "quantmod", "case", "predet", "neg", "advmod", "punct")
)
_RIGHT = frozenset(("prep", "cc", "conj", "case"))
_JOINS = frozenset(("of", "for", "from", "at", "with", "in", "on"))
_PUNCTUATION = frozenset((",", "(", ")", "—", "–", "-", "--", ":", "“", "”", '"', "''", "``"))
_LONGEST = 25


def phrase(tree: Tree, head: int) -> tuple[int, int]:
    """The tokens of the phrase around a head: "a spokesman for the army", "Mr. Kim", "he", "the mayor, Ada Doe"."""
    return _left(tree, head), _right(tree, head)


def _left(tree: Tree, head: int) -> int:
    tokens = tree.tokens
    start = head
    for child in reversed(tree.children[head]):
        if child > head:
            continue
        hyphen = tokens.words[child] == "-"
        apart = tokens.words[child] in _PUNCTUATION and not hyphen
        if tokens.deps[child] not in _LEFT or tree.right[child] != start - 1 or apart:
            break
        start = tree.left[child]
    return start


def _right(tree: Tree, head: int) -> int:
    tokens = tree.tokens
    end = head + 1
    for child in tree.children[head]:
        if child < head or (tokens.words[child] == "," and child == end):
            continue
        dep = tokens.deps[child]
        if (
            dep == "appos"
            and tokens.tags[child] == "NNP"
            and tokens.tags[head] != "NNP"
            and tree.left[child] <= end + 1
        ):
            end = child + 1
            continue
        joined = dep in _RIGHT and tree.left[child] == end and tree.right[child] - end <= _LONGEST
        if not joined or (dep == "prep" and tokens.words[child].lower() not in _JOINS):
            break
        end = tree.right[child] + 1
    while end - 1 > head and (tokens.words[end - 1] in _PUNCTUATION or tokens.deps[end - 1] in ("cc", "case")):
        end -= 1
    return end
