"""Who speaks on: the speaker of a quotation that stands alone in its sentence."""

from dataclasses import dataclass

from bot.extraction.quotes.beside import introducing, subject
from bot.extraction.quotes.clauses import Clause
from bot.extraction.quotes.cues import SAYING
from bot.extraction.quotes.scene import Place, Range, Scene


@dataclass(frozen=True, slots=True)
class Last:
    """The clause of the run before, and its paragraph."""

    clause: Clause
    paragraph: int


def running(scene: Scene, place: Place, last: Last | None) -> Clause | None:
    """As before in the paragraph, or as its sentence before says; at its head, as the paragraph before."""
    number = place.run.paragraph
    before = scene.sentence_before(place)
    here = last and (last.paragraph == number or (place.run.continues and last.paragraph == number - 1))
    if here and last and before[0] <= last.clause.cue < before[1]:
        return last.clause
    found = _main(scene, before)
    if found or here:
        return found or (last.clause if last else None)
    if not number or place.before != scene.borders[number][0]:
        return None
    return _from_paragraph(scene, number - 1, last)


def _from_paragraph(scene: Scene, number: int, last: Last | None) -> Clause | None:
    """Whoever a paragraph leaves the word to: with a colon, as its last speaker, or by its last sentence."""
    start, end = scene.borders[number]
    if end > start and scene.tokens.words[end - 1] == ":":
        sentence = scene.sentence_to(end, start)
        return introducing(scene, sentence)
    if last and last.paragraph == number:
        return last.clause
    return _main(scene, scene.last_sentence(start, end))


def _main(scene: Scene, sentence: Range) -> Clause | None:
    """Who speaks, or else acts, in a sentence: what stands highest in its tree goes first."""
    found = scene.within(*sentence)
    roots = [clause for clause in found if scene.tokens.deps[clause.cue] in ("ROOT", "conj")]
    said = [clause for clause in roots or found if scene.lemma(clause) in SAYING]
    return next(iter(said), None) or subject(scene, sentence) or next(iter(roots or found), None)
