"""`summary`, `article` and `recent`, as they are typed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cards.card import Line
from bot.commands.all import REGISTRY
from bot.commands.dispatch import run_line
from bot.desk import zones
from bot.store import acknowledged, places
from bot.store.scope import LOCAL
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model

TREATY = "Putin and Kim sign treaty on mutual military help"


async def test_an_article_goes_by_its_number_link_title_or_the_beginnings_of_its_words(room: Newsroom) -> None:
    for typed in (
        "#5", "5", "article:#5", TREATY, TREATY.upper(), f'"{TREATY}"', "“Putin and Kim sign”", "sign mutu milit",
        "show #5", "show article:5",
    ):  # fmt: skip
        assert (await room.say(f"article {typed}")).title == TREATY, typed


async def test_a_link_names_an_article_or_nothing(room: Newsroom) -> None:
    nothing = await room.say("summary https://example.org/nowhere")
    assert (nothing.title, nothing.tone) == ("There is no article “https://example.org/nowhere” here.", "error")
    linked = "https://discord.com/channels/{}/1/2"
    assert (await room.say(f"article {linked.format(0)}")).subtitle.startswith("#2 · World")
    assert (await room.say(f"article {linked.format(1)}")).tone == "error"


async def test_without_an_argument_the_latest_filed_is_meant(room: Newsroom) -> None:
    for line in ("summary", "article", "article show", "article raw"):
        assert (await room.say(line)).subtitle.startswith("#12 · Sport · 4 Aug 2024"), line


async def test_a_summary_is_as_long_as_asked(room: Newsroom) -> None:
    for line, count in (
        ("summary #3", 3), ("summary #3 long", 8), ("summary #3 length:line", 1), ("summary #3 sentences:5", 5),
        ("summary long", 8), ("summary --sentences 2 #3", 2), ("summary Putin long", 8),
    ):  # fmt: skip
        assert len((await room.say(line)).sections[0].lines) == count, line
    card = await room.say("summary Kim Jong Un words:60")
    said = [line.text for line in card.sections[0].lines if isinstance(line, Line)]
    assert 0 < len(" ".join(said).split()) <= 60


async def test_a_length_that_cannot_be_is_refused(room: Newsroom) -> None:
    for line in ("summary sentences:0", "summary sentences:31", "summary words:0", "summary words:1001"):
        card = await room.say(line)
        assert (card.tone, card.title[:28]) == ("error", "A summary has between 1 and "), line
    assert "a whole number" in await room.read("summary --sentences many")


async def test_a_summary_says_how_it_took_what_was_typed(room: Newsroom) -> None:
    for line, title, said in (
        ("summary Putin", "About Vladimir Putin", "“Putin” taken as a name · person"),
        ("summary Vladimir Putin", "About Vladimir Putin", "person · "),
        ("summary central news", "About Korean Central News Agency", "“central news” taken as a part of a name"),
        ("summary brockm", "No “brockm” is known here. Did you mean Greg Brockman?", ""),
        ("summary sanctions", "Russian veto ends UN panel", "#4 · World · 28 Mar 2024 · world · “sanctions” taken as"),
        ("summary ballistic missiles", "On “ballistic missiles”", "Taken as a topic"),
    ):  # fmt: skip
        card = await room.say(line)
        assert (card.title[: len(title)], card.subtitle[: len(said)]) == (title, said)


async def test_a_name_goes_before_words_of_a_title(room: Newsroom) -> None:
    assert (await room.say("summary Alcaraz")).title == "About Carlos Alcaraz"
    assert "Alcaraz" in (await room.say("article Alcaraz")).title


async def test_the_lines_of_a_summary_over_several_articles_stand_in_the_order_of_their_days(room: Newsroom) -> None:
    card = await room.say("summary Putin long")
    days = [line.receipts[0].when for line in card.sections[0].lines]
    assert days == sorted(days, key=str)
    assert len(set(days)) > 2


async def test_a_misspelt_name_in_a_summary_is_offered_to_be_summarised(room: Newsroom) -> None:
    card = await room.say("summary Putn")
    assert card.title == "No “Putn” is known here. Did you mean one of these?"
    assert (await room.act(card.choices[0].action)).title == "About Vladimir Putin"


async def test_an_ambiguous_name_is_summarised_once_it_is_chosen(room: Newsroom) -> None:
    card = await room.say("summary Kim")
    assert (card.title, card.subtitle) == ("Which “Kim”?", "2 go by that name here.")
    assert [choice.description.split(" · ")[0] for choice in card.choices] == [
        "North Korean leader",
        "with Russia",
    ]
    chosen = await room.act(card.choices[0].action)
    assert chosen.title == "About Kim Jong Un"
    assert (await room.act(chosen.actions[0])).title == "About Kim Jong Un"


async def test_a_topic_that_no_article_has_in_full_says_so(room: Newsroom) -> None:
    full, partly = [await room.say(f"summary {topic}") for topic in ("handball", "ballistic zebras")]
    assert full.title == "On “handball”"
    assert full.footer.endswith("sentences.")
    assert "words" in partly.footer


async def test_what_nothing_is_about_is_said(room: Newsroom) -> None:
    assert await room.read("summary zebras") == "Nothing here is about “zebras”.\nTry fewer or other words."
    assert await room.read("summary #99") == (
        "There is no article “#99” here.\n`recent` lists the latest, `search` finds words in them."
    )


async def test_a_title_that_several_have_is_chosen_for_the_command_that_was_asked(room: Newsroom) -> None:
    for line, command in (
        ("article treaty", "article show"),
        ("article raw treaty", "article raw"),
        ("delete treaty", "delete"),
    ):
        card = await room.say(line)
        assert card.title == "Several articles are called something like “treaty”. Which one?"
        assert {choice.action.command for choice in card.choices} == {command}
        assert "Treaty between Russia and North Korea takes effect" in (await room.act(card.choices[0].action)).title


async def test_groups_of_people_stand_after_the_other_names(room: Newsroom) -> None:
    card = await room.say("article #7")
    [names] = [section for section in card.sections if section.heading == "Names"]
    kinds = [line.name for line in names.lines]  # type: ignore[union-attr]
    assert kinds[:2] == ["People", "Organisations"]
    assert "Groups of people" not in kinds[:-1]


async def test_the_whole_text_is_shown_page_by_page(room: Newsroom) -> None:
    texts = await room.texts()
    card = await room.say("article raw #3")
    assert "\n\n".join(line.text for line in card.sections[0].lines) == texts[3]  # type: ignore[union-attr]
    assert card.footer.startswith("Posted in world (")
    assert await room.read("article raw #3 page:9") == await room.read("article raw #3")


async def test_the_names_of_an_article_are_listed_page_by_page(room: Newsroom) -> None:
    first = await room.say("article names #5")
    assert (first.sections[0].heading, first.page and first.page.of) == ("People", 2)
    opened = await room.act(first.picks()[1])
    assert opened.title == "Vladimir Putin"
    second, beyond = [await room.read(f"article names #5 page:{page}") for page in (2, 9)]
    assert second == beyond
    assert "Soviet Union" not in second
    assert "United Nations Charter" in second


async def test_how_an_article_was_read_is_told_with_its_reasons(room: Newsroom) -> None:
    shown = await room.read("article check #5")
    assert "State: read\nLanguage: English\nLeft out: nothing\n" in shown
    assert "Korean Central News Agency (“KCNA”: short for Korean Central News Agency)" in shown
    card = await room.say("article check #5")
    assert (
        await room.act(card.choices[0].action)
    ).title == "Delete “Putin and Kim sign treaty on mutual military help”?"
    nobody = await room.channels("world")
    assert not (await nobody.say("article check #5")).choices


async def test_without_an_argument_the_message_replied_to_is_meant(room: Newsroom) -> None:
    async with room.desk.store.reading() as db:
        channel = await places.find_channel(db, LOCAL, "world")
    assert channel is not None
    async with room.desk.store.writing() as db:
        await acknowledged.expect(db, channel, 5, None)
        await acknowledged.replied(db, channel, 5, 500)
    for message in (5, 500):
        ask = replace(room.ask(), replied=f"https://discord.com/channels/0/{channel}/{message}", channel=channel)
        for line in ("summary", "article", "article raw", "article names", "article check"):
            assert "Putin and Kim sign treaty" in (await run_line(REGISTRY, ask, line)).title, line
        assert (await run_line(REGISTRY, ask, "article #3")).subtitle.startswith("#3")
    other = replace(room.ask(), replied=f"https://discord.com/channels/0/{channel}/77", channel=channel)
    card = await run_line(REGISTRY, other, "summary")
    assert (card.tone, card.title) == ("error", "The message you reply to is no article that I know.")
    elsewhere = replace((await room.channels("other")).ask(), replied=ask.replied)
    assert (await run_line(REGISTRY, elsewhere, "summary")).tone == "error"


async def test_without_an_argument_the_latest_of_the_channel_is_meant(room: Newsroom) -> None:
    async with room.desk.store.reading() as db:
        world, other = [await places.find_channel(db, LOCAL, name) for name in ("world", "other")]
    for channel, number in ((world, "#7 "), (other, "#12 "), (99, "#12 "), (None, "#12 ")):
        card = await run_line(REGISTRY, replace(room.ask(), channel=channel), "summary")
        assert card.subtitle.startswith(number), channel
    hidden = replace((await room.channels("other")).ask(), channel=world)
    assert (await run_line(REGISTRY, hidden, "summary")).subtitle.startswith("#12 ")


async def test_recent_lists_the_latest_filed_and_no_page_beyond_the_last(room: Newsroom) -> None:
    card = await room.say("recent")
    assert [action.arguments for action in list(card.picks().values())[:2]] == [
        (("article", "#12"),), (("article", "#11"),)
    ]  # fmt: skip
    assert card.page is not None
    assert (card.page.number, card.page.of) == (1, 2)
    for line in ("recent 2", "recent page:2", "recent page:99", "recent --page 2"):
        assert "#2 · world" in await room.read(line), line


@pytest.mark.parametrize("line", ["summary", "article", "article raw", "recent"])
async def test_in_an_empty_place_one_is_told_what_to_do(room: Newsroom, line: str) -> None:
    nobody = await room.channels()
    assert await nobody.read(line) == "Nothing is filed here yet.\nPost an article, or see `help ingest`."


async def test_a_summary_of_what_is_said_about_something(room: Newsroom) -> None:
    for line, about, title in (
        ("summary sanctions about:experts", "experts", "About Panel of Experts"),
        (f'summary "{TREATY}" about:Kim Jong Un', "Kim Jong Un", "About Kim Jong Un"),
        ("summary Russia about:KCNA", "Korean", "About Korean Central News Agency"),
        ("summary about:Djokovic", "Djokovic", "About Novak Djokovic"),
    ):
        card = await room.say(line)
        assert card.title == title, line
        lines = [one for section in card.sections for one in section.lines if isinstance(one, Line)]
        assert any(about.split()[0].lower() in one.text.lower() for one in lines)
        assert all(one.receipts for one in lines)
    nothing = await room.say("summary #5 about:zzqq")
    assert (nothing.title, nothing.tone) == (f"Nothing is said about “zzqq” in “{TREATY}”.", "error")
    asked = await room.say("summary #5 about:Kim")
    assert asked.title == "Which “Kim”?"
    assert (await room.act(asked.choices[0].action)).title.startswith("About ")
    assert (await room.say("summary #999 about:Kim Jong Un")).tone == "error"


async def test_a_summary_of_days_a_channel_and_about_in_plain_words(room: Newsroom) -> None:
    for line, title, said in (
        ("summary in June 2024", "What was told", "Jun 2024"),
        ("summary Putin in June 2024", "About Vladimir Putin", "Jun 2024"),
        ("summary treaty in June 2024", "On “treaty”", "Jun 2024"),
        ("summary since:2024-06-01", "What was told", "1 Jun 2024 – "),
        ("summary Putin since:2024-06-01", "About Vladimir Putin", "1 Jun 2024 – "),
        ("summary in:world", "What was told", "#world"),
        ("summary channel:world Putin in June 2024", "About Vladimir Putin", "Jun 2024 · #world"),
        ("summary #5 about Putin", "About Vladimir Putin", f"in “{TREATY}”"),
        ("summary Putin about missiles", "About missiles", "in articles that mention Vladimir Putin"),
        ("summary about Putin", "About Vladimir Putin", "“Putin” taken as a name"),
        ("summary ballistic missiles -zebras", "On “ballistic missiles -zebras”", "Taken as a topic"),
    ):
        card = await room.say(line)
        assert (card.title[: len(title)], card.subtitle[: len(said)]) == (title, said), line
        assert card.sections[0].lines, line


async def test_a_summary_of_days_keeps_to_them_and_says_when_nothing_is_filed(room: Newsroom) -> None:
    for line in ("summary in June 2024 long", "summary Putin in June 2024 long", "summary treaty in June 2024"):
        card = await room.say(line)
        assert {str(line.receipts[0].when)[:7] for line in card.sections[0].lines} == {"2024-06"}, line
    assert (await room.read("summary in 2019")).splitlines()[0] == "Nothing is filed here: 2019."
    assert (await room.read("summary Putin in 2019")).splitlines()[0] == "Nothing is filed here about “Putin”: 2019."
    assert "Did you mean" in await room.read("summary Putn in June 2024")
    assert "no day that is over" in await room.read("summary since:someday")
    assert "no channel “nowhere”" in await room.read("summary in:nowhere")


async def test_a_channel_that_the_asker_may_not_read_is_none(room: Newsroom) -> None:
    other = await room.channels("other")
    assert "no channel “world”" in await other.read("summary in:world")
    assert (await other.say("summary in:other")).title == "What was told"


async def test_the_last_day_goes_by_the_clock_of_the_guild(room: Newsroom) -> None:
    async with room.desk.store.writing() as db:
        await zones.set_zone(db, room.scope.guild, "Pacific/Auckland")
    late = datetime(2024, 6, 30, 23, tzinfo=UTC)  # July in Auckland
    assert (
        await run_line(REGISTRY, room.ask(late), "summary this month")
    ).title == "Nothing is filed here: 1 Jul 2024."
    assert (await run_line(REGISTRY, room.ask(late), "summary since:month")).subtitle == "1 Jun 2024 – 1 Jul 2024"


async def test_longer_asks_for_the_same_days(room: Newsroom) -> None:
    card = await room.say("summary Putin in June 2024 length:line")
    longer = await room.act(card.actions[0])
    assert (longer.title, longer.subtitle) == (card.title, card.subtitle)
    assert len(longer.sections[0].lines) > 1


async def test_the_latest_of_one_channel(room: Newsroom) -> None:
    card = await room.say("recent #other")
    assert card.title == "Latest articles in #other"
    assert {line.receipts[0].where for _, line in card.numbered_lines()} == {"other"}
    assert (await room.say("recent channel:other")).sections == card.sections
    assert "no channel “nowhere”" in (await room.say("recent #nowhere")).title
    sport = await room.channels("other")
    assert (await sport.say("recent #other")).sections == card.sections
    assert "no channel “world”" in (await sport.say("recent #world")).title


async def test_what_is_called_today_is_a_day_in_a_summary(room: Newsroom) -> None:
    for typed in ("summary today", "summary yesterday"):
        assert (await room.say(typed)).title.startswith("Nothing is filed here: ")
    nothing = await room.say("summary Putin in 2019")
    assert (await room.act(nothing.choices[0].action)).title == "About Vladimir Putin"
