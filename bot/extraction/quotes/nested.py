"""Clauses told within clauses: whose words they are in the end."""

from bot.extraction.quotes.clauses import Clause
from bot.extraction.quotes.cues import JUDGING, SAYING, WORDING
from bot.extraction.quotes.scene import STOPS, Place, Scene

_FARTHEST = 120
"""So many tokens away, at most, a cue still governs a quotation."""


def governing(scene: Scene, place: Place) -> Clause | None:
    """The clause whose cue stands above a run in the tree."""
    tokens = scene.tokens
    tops = [at for at in range(place.first, place.end) if not place.first <= tokens.heads[at] < place.end]
    for top in tops[:3]:
        for head in scene.tree.ancestors(top):
            if scene.inside[head] or not _same_sentence(scene, place, head):
                continue
            for clause in scene.within(head, head + 1):
                return outermost(scene, clause)
    return None


def _same_sentence(scene: Scene, place: Place, at: int) -> bool:
    low, high = sorted((place.first, at))
    if high - low > _FARTHEST:
        return False
    return not any(scene.tokens.words[i] in STOPS and not scene.inside[i] for i in range(low, high))


def outermost(scene: Scene, clause: Clause) -> Clause:
    """The clause in which a clause is told, where the inner one is only thought, or told by "he" or "it".

    "Doe said she thought it “a bad idea”" is Doe's; "Doe said that Roe called it “a bad idea”" is Roe's.
    """
    for _ in range(4):
        assert clause.speaker is not None  # noqa: S101 - a scene gives no other
        inner = scene.lemma(clause)
        named = scene.tokens.tags[clause.speaker] not in ("PRP", "WP", "WDT", "DT")
        if named and inner in WORDING and scene.is_somebody(clause.speaker):
            return clause
        outer = _told_in(scene, clause)
        if outer is None:
            return clause
        clause = outer
    return clause


def _told_in(scene: Scene, clause: Clause) -> Clause | None:
    """The next clause outside of one; what only stands beside it with a subject of its own is not outside."""
    tokens = scene.tokens
    at = clause.cue
    for _ in range(8):
        head = tokens.heads[at]
        if head == at or (tokens.deps[at] == "conj" and scene.tree.child(at, "nsubj") is not None):
            return None
        at = head
        if scene.inside[at]:
            continue
        for outer in scene.within(at, at + 1):
            if outer.speaker != clause.speaker and scene.lemma(outer) not in JUDGING - SAYING:
                return outer
    return None
