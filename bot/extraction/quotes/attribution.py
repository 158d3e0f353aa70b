"""Whose each quotation is: by its own sentence, or as before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.quotes.beside import Beside, beside
from bot.extraction.quotes.clauses import Clause
from bot.extraction.quotes.running import Last, running
from bot.extraction.quotes.scene import Place, Scene


@dataclass(frozen=True, slots=True)
class Attributed:
    """A run with the clause that says whose it is, if there is one.

    `embedded`: it is part of a sentence of the text. `claimed`: its own sentence names the speaker.
    """

    place: Place
    clause: Clause | None
    embedded: bool
    claimed: bool


def attributed(scene: Scene) -> Iterator[Attributed]:
    """Every run of a text, in order."""
    told = [beside(scene, number) for number in range(len(scene.places))]
    ahead = _ahead(scene, told)
    last: Last | None = None
    for place, here, later in zip(scene.places, told, ahead, strict=True):
        goes_on = place.run.continues and last is not None and last.paragraph == place.run.paragraph - 1
        clause, embedded = here or (None if goes_on else later) or (running(scene, place, last), False)
        if embedded and clause is None and last and last.paragraph == place.run.paragraph:
            clause = last.clause
        if clause:
            last = Last(clause, place.run.paragraph)
        yield Attributed(place, clause, embedded, bool(here and here[0]))


def _ahead(scene: Scene, told: Sequence[Beside | None]) -> list[Beside | None]:
    """For each run that is left open, what a run that takes it up says of the speaker: the last paragraph may tell."""
    found: list[Beside | None] = [None] * len(told)
    for number in range(len(told) - 2, -1, -1):
        if scene.places[number + 1].run.continues and not scene.places[number].run.closed:
            found[number] = told[number + 1] or found[number + 1]
    return found
