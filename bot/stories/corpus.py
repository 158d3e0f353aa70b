"""All documents of one run grouped together: one number for one event."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from bot.articles.fingerprint import fingerprint
from bot.stories.candidates import CROWD, keys
from bot.stories.coefficients import WINDOW
from bot.stories.groups import groups
from bot.stories.linking import link
from bot.stories.sketch import Sketch


def events(documents: Sequence[tuple[str, date | None, Sketch]]) -> list[int]:
    """For each document (its text, its day where known, its sketch) the index of the first of its event.

    Which documents are on one event does not depend on their order, but for texts that are the same.
    """
    places = [(when.toordinal() if when else 0, fingerprint(text), i) for i, (text, when, _) in enumerate(documents)]
    order = sorted(range(len(documents)), key=places.__getitem__)
    days = [documents[i][1] for i in order]
    sketches = [documents[i][2] for i in order]
    links = {
        (one, other): likely
        for one, other in _pairs(sketches, [day.toordinal() if day else None for day in days])
        if (likely := link(sketches[one], sketches[other], _apart(days[one], days[other])))
    }
    found = [0] * len(documents)
    for group in groups(range(len(order)), links):
        first = min(order[place] for place in group)
        for place in group:
            found[order[place]] = first
    return found


def _apart(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else 0


def _pairs(sketches: Sequence[Sketch], days: Sequence[int | None]) -> set[tuple[int, int]]:
    """The documents that share a key, within the window where their days are known."""
    listed: dict[int, dict[int | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, one in enumerate(sketches):
        for key in keys(one):
            if len(on_day := listed[key][days[place]]) < CROWD:
                on_day.append(place)
    return {
        (min(pair), max(pair))
        for by_day in listed.values()
        if sum(map(len, by_day.values())) > 1
        for one, others in by_day.items()
        for near in (day for day in by_day if one is None or day is None or 0 <= day - one <= WINDOW)
        for pair in (combinations(others, 2) if near == one else ((a, b) for a in others for b in by_day[near]))
    }
