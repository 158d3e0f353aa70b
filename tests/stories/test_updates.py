from bot.stories.updates import updates
from bot.summaries.types import Source
from tests.stories.events import NAMELESS, QUAKE, QUAKE_UPDATE, told


def lines(*sources: Source) -> list[list[str]]:
    found = updates(sources)
    assert [line.source for one in found for line in one] == [n for n, one in enumerate(found) for _ in one]
    return [[line.span.of(sources[line.source].text) for line in one] for one in found]


def test_what_comes_first_is_told_and_of_the_rest_what_is_new() -> None:
    first, later = lines(QUAKE, QUAKE_UPDATE)
    assert len(first) == 2
    assert first[0].startswith("An earthquake of magnitude 6.1 shook Velmora")
    assert later == ["The death toll of the earthquake in Velmora rose to 19, Mayor Ilse Brandt said on Tuesday."]


def test_what_was_told_is_no_update() -> None:
    again = told("An earthquake shook Velmora on Monday.", "The quake struck Karst Bay, the Seismic Office said.")
    assert lines(QUAKE, again)[1] == []


def test_other_words_without_a_new_name_or_number_are_no_update() -> None:
    comment = told("Frightened neighbours slept outside and waited for blankets near Velmora.")
    assert lines(QUAKE, comment)[1] == []


def test_nothing_to_tell() -> None:
    assert updates([]) == []
    assert lines(QUAKE, Source(""), NAMELESS)[1:] == [[], []]
