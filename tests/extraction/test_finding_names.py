"""Names found by the model and the rules together, and what stands for them, in sentences that are made up."""

import pytest

from bot.identity.within import resolve
from tests.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        (
            "Katharine and Charles Overbury opened the museum. Katharine Overbury cut the ribbon.",
            {"katharine overbury": ["Katharine", "Katharine Overbury"], "charles overbury": ["Charles Overbury"]},
        ),
        (
            "Sisters Venla and Serena Koskinen won the doubles. Venla Koskinen served well.",
            {"venla koskinen": ["Venla", "Venla Koskinen"], "serena koskinen": ["Serena Koskinen"]},
        ),
        (
            'William "Bill" Harrowgate retired on Friday. Bill will be missed. Harrowgate was the harbor\'s head.',
            {"william harrowgate": ['William "Bill" Harrowgate', "Bill", "Harrowgate"]},
        ),
        (
            "Hewlett - Packard named a new chairman. H-P said the change was planned. Shares of HP fell.",
            {"hewlett packard": ["Hewlett - Packard", "H-P", "HP"]},
        ),
        (
            "Advanced Micro Devices Inc. reported a loss. AMD shares fell.",
            {"advanced micro devices": ["Advanced Micro Devices Inc.", "AMD"]},
        ),
        (
            (
                "MINISTER MARGARET HOLLOWAY RESIGNS OVER BRIDGE CONTRACT\n\nMinister Margaret Holloway resigned on"
                " Monday. Holloway had led the ministry since 2019."
            ),
            {"margaret holloway": ["MARGARET HOLLOWAY", "Margaret Holloway", "Holloway"]},
        ),
        (
            "The panel consists of Maria Santoro, David Okafor, Petra Novakova and Tom Ferris. Okafor will chair it.",
            {
                "maria santoro": ["Maria Santoro"],
                "david okafor": ["David Okafor", "Okafor"],
                "petra novakova": ["Petra Novakova"],
                "tom ferris": ["Tom Ferris"],
            },
        ),
        (
            "Will Harker said the will was read in May. May Lindqvist, his aunt, will sue. In May, she will meet him.",
            {"will harker": ["Will Harker"], "may lindqvist": ["May Lindqvist"]},
        ),
    ],
)
def test_names_and_what_is_joined(read: Read, text: str, chains: dict[str, list[str]]) -> None:
    text, extraction = read(text)
    found = {
        chain.key: [extraction.mentions[link.mention].span.of(text) for link in chain.links]
        for chain in resolve(text, extraction).chains
    }
    assert {key: found.get(key) for key in chains} == chains


def test_a_title_is_given_back_and_stands_for_the_person(read: Read) -> None:
    text, extraction = read("Labour MP Luciana Barrowby spoke first. The MP said the plan was poor. Barrowby sat down.")
    assert [role.span.of(text) for role in extraction.roles] == ["Labour MP"]
    resolution = resolve(text, extraction)
    assert [(reference.span.of(text), reference.reason) for reference in resolution.references] == [
        ("The MP", "the only mp named before")
    ]


def test_people_may_be_called_like_buildings(read: Read) -> None:
    text, extraction = read("Tony Hall said the roof leaked. Mr. Hall is the caretaker of the Lindholm Hall.")
    assert [mention.kind for mention in extraction.mentions if mention.span.of(text) == "Tony Hall"] == ["PERSON"]
