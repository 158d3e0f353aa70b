"""`entity` and `entities`, as they are typed."""

import pytest

from bot.cards.card import Field, Line
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def test_an_entity_goes_by_every_form_of_its_name(room: Newsroom) -> None:
    for typed, title in (
        ("Kim Jong Un", "Kim Jong Un"), ("kim jong un", "Kim Jong Un"), ('"Kim Jong Un"', "Kim Jong Un"),
        ("“Kim Jong Un”", "Kim Jong Un"), ("name:Kim Jong Un", "Kim Jong Un"), ("KCNA", "Korean Central News Agency"),
        ("Putin", "Vladimir Putin"), ("Ballon d'Or", "Ballon d'Or"), ("Ballon d’Or", "Ballon d'Or"),
        ("BONMATÍ", "Bonmatí"), ("bonmati", "Bonmatí"), ("Lavrov", "Sergey Lavrov"),
    ):  # fmt: skip
        assert (await room.say(f"entity {typed}")).title == title, typed


async def test_a_part_of_a_name_that_only_one_has_is_taken_and_said(room: Newsroom) -> None:
    card = await room.say("entity central news")
    assert card.title == "Korean Central News Agency"
    assert card.subtitle.startswith("“central news” taken as a part of a name · organisation")


async def test_less_than_a_word_of_a_name_is_asked_about(room: Newsroom) -> None:
    card = await room.say("entity lavr")
    assert (card.tone, card.title) == ("error", "No “lavr” is known here. Did you mean Sergey Lavrov?")
    assert (await room.act(card.choices[0].action)).title == "Sergey Lavrov"
    assert (await room.say("why lavr")).title == card.title


async def test_a_typing_error_is_answered_with_names_that_work(room: Newsroom) -> None:
    for typed, meant in (
        ("Putn", "Vladimir Putin"),
        ("Djokovik", "Novak Djokovic"),
        ("Vostochyn", "Vostochny Cosmodrome"),
    ):
        card = await room.say(f"entity {typed}")
        asked = meant if len(card.choices) == 1 else "one of these"
        assert (card.tone, card.title) == ("error", f"No “{typed}” is known here. Did you mean {asked}?")
        assert (await room.act(card.choices[0].action)).title == meant


async def test_a_name_that_is_not_known_leads_to_search(room: Newsroom) -> None:
    assert await room.read("entity O'Neill") == (
        "No “O'Neill” is known here.\nTry `search O'Neill` for articles with these words."
    )
    assert (await room.say("entity page:2")).tone == "error"


async def test_namesakes_are_told_apart_and_chosen(room: Newsroom) -> None:
    assert await room.read("entity Kim") == (
        "Which “Kim”?\n2 go by that name here.\n\n"
        "1. Kim Jong Un, North Korean leader · person · 19 mentions in 7 articles (entity name:~1.62)\n"
        "2. Kim, with Russia · person · 6 mentions in 2 articles (entity name:~2.143)"
    )
    card = await room.say("entity ~2.143")
    assert card.title == "Kim"
    summary, found = [await room.act(action) for action in card.actions[:2]]
    assert (summary.title, found.subtitle) == ("About Kim", "2 articles · with the name Kim")


async def test_a_handle_that_leads_nowhere_any_more_is_a_sentence(room: Newsroom) -> None:
    for handle in ("~99.1", "~1.63", "~", "~x.y", "~1", "~1.2.3", "~" + "9" * 50 + ".1", "~²."):
        card = await room.say(f"entity {handle}")
        assert (card.tone, card.title) == ("error", "That name is not known here any more."), handle


async def test_a_profile_says_what_is_known(room: Newsroom) -> None:
    card = await room.say("entity Kim Jong Un")
    sections = {section.heading: section for section in card.sections}
    assert list(sections) == ["Roles", "Key sentences", "Latest quotes", "Seen", "Related", "Latest articles"]
    [role] = [line for line in sections["Roles"].lines if isinstance(line, Line)]
    assert (role.text, role.note, role.receipts[0].number) == (
        "North Korean leader", "7 times · 13 Sep 2023 to 5 Dec 2024", 7,
    )  # fmt: skip
    seen = [line for line in sections["Seen"].lines if isinstance(line, Field)]
    assert [(one.name, one.value, [receipt.number for receipt in one.receipts]) for one in seen] == [
        ("As", "Kim (12), Kim Jong Un (7)", []), ("First", "13 Sep 2023", [1]), ("Last", "5 Dec 2024", [7]),
    ]  # fmt: skip
    assert card.series is not None
    assert sum(count for _, count in card.series.points) == 19
    assert [action.label for action in card.actions[:2]] == ["Summary", "All articles"]


async def test_a_profile_of_one_day_has_no_trend(room: Newsroom) -> None:
    card = await room.say("entity Ballon d'Or")
    assert card.series is None
    [on] = [line for line in card.sections[1].lines if isinstance(line, Field) and line.name == "On"]
    assert (on.value, on.receipts[0].number) == ("30 Oct 2023", 9)


async def test_related_are_people_and_places_before_groups(room: Newsroom) -> None:
    card = await room.say("entity Lavrov")
    [related] = [section for section in card.sections if section.heading == "Related"]
    kinds = [line.note.split(" · ")[0] for line in related.lines if isinstance(line, Line)]
    assert kinds == sorted(kinds, key=lambda kind: kind == "group of people")
    assert {"person", "place"} <= set(kinds)


async def test_entities_are_listed_by_kind_and_time(room: Newsroom) -> None:
    for line, title in (
        ("entities", "Names mentioned most"), ("entities people", "People mentioned most"),
        ("entities kind:places", "Places mentioned most"), ("entities week", "Names mentioned most in the last week"),
        ("entities organisations since:month", "Organisations mentioned most in the last month"),
    ):  # fmt: skip
        card = await room.say(line)
        assert card.title == title
        assert len(card.picks()) > 1


async def test_a_list_of_entities_leads_to_each_of_them(room: Newsroom) -> None:
    card = await room.say("entities people")
    for number, line in card.numbered_lines():
        assert (await room.act(card.picks()[number])).title == line.text


async def test_pages_of_entities_go_on_and_end(room: Newsroom) -> None:
    first, second, last = [await room.say(f"entities page:{page}") for page in (1, 2, 99)]
    names = [[line.text for _, line in card.numbered_lines()] for card in (first, second, last)]
    assert not set(names[0]) & set(names[1])
    assert names[2]
    assert last.page is not None
    assert last.page.number == last.page.of


async def test_an_empty_list_is_a_sentence(room: Newsroom) -> None:
    nobody = await room.channels()
    assert (await nobody.say("entities")).title == "No names are known here yet."
    assert (await nobody.say("entities people page:3")).title == "No people are known here yet."
    assert (await nobody.say("entities people week")).title == "No people were mentioned twice in the last week."
    assert "`kind` is one of people" in await room.read("entities laws")
