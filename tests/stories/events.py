"""Articles on made-up events, with what extraction would find in them."""

from bot.extraction.types import Kind
from bot.stories.sketch import Sketch, sketch
from bot.summaries.types import Source
from tests.summaries.articles import Says, article

_NAMES: dict[str, Kind] = {
    "Velmora": "GPE", "Ostrand": "GPE", "Karst Bay": "LOC", "Ilse Brandt": "PERSON", "Brandt": "PERSON",
    "Tomas Ryde": "PERSON", "Ryde": "PERSON", "Quarrel Institute": "ORG", "Seismic Office": "ORG",
}  # fmt: skip


def told(*sentences: Says | str, title: str | None = None) -> Source:
    return article(*sentences, names=_NAMES, same={"Brandt": "Ilse Brandt", "Ryde": "Tomas Ryde"}, title=title)


def of(source: Source) -> Sketch:
    return sketch(source.text, source.extraction, source.resolution)


QUAKE = told(
    "An earthquake of magnitude 6.1 shook Velmora on Monday, killing 14 people.",
    "The Seismic Office said the quake struck Karst Bay at 4:20 in the morning.",
    "Mayor Ilse Brandt asked people to stay out of damaged houses.",
    title="Earthquake kills 14",
)
QUAKE_AGAIN = told(
    "Rescuers dug for survivors in Velmora after an earthquake of magnitude 6.1 killed 14 people near Karst Bay.",
    "Brandt, the mayor, said that 300 houses were damaged.",
    "Ilse Brandt spoke beside the ruins in Velmora.",
)
QUAKE_UPDATE = told(
    "The death toll of the earthquake in Velmora rose to 19, Mayor Ilse Brandt said on Tuesday.",
    "The quake of magnitude 6.1 had struck Karst Bay on Monday.",
)
OTHER_QUAKE = told(
    "An earthquake of magnitude 5.4 shook Ostrand on Friday, killing two people.",
    "The Quarrel Institute said the quake struck at noon.",
    "Governor Tomas Ryde asked people to stay out of damaged houses.",
    title="Earthquake kills two",
)
VOTE = told(
    "Ostrand will vote on a new harbour in May.",
    "It is to cost 80 million crowns, said Tomas Ryde, who opened the campaign.",
    "Fishermen fear for their nets and want compensation.",
    "Ships from Velmora are to land there from next summer on.",
)
NAMELESS = article("Snow fell on the hills overnight.", "Roads were closed for some hours.")
