from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.cards.card import Action, Card, Choice, Line, Section, Style
from bot.chat.press import Kept, decode, key_of
from bot.chat.render import Drawn, draw
from tests.chat.cards import ACTIONS, CARDS, EVERYTHING, LINK
from tests.chat.counting import everything, violations
from tests.examples import examples

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def components(drawn: Drawn) -> list[list[dict[str, Any]]]:
    return [view.to_components() for view in drawn.views]  # type: ignore[no-untyped-call]  # discord.py's own


@given(CARDS, st.one_of(st.none(), ACTIONS), st.booleans())
@settings(max_examples=examples(150), suppress_health_check=_SLOW)
@example(Card(""), None, False)
@example(Card("\u200b", sections=(Section("", (Line(""),)),)), None, True)
def test_any_card_keeps_every_limit(card: Card, again: Action | None, more: bool) -> None:
    drawn = draw(card, again=again, more=more)
    messages = components(drawn)
    assert 1 <= len(messages) <= 5
    assert [violations(one) for one in messages] == [[] for _ in messages]
    for one in everything([part for message in messages for part in message]):
        for said in [one.get("custom_id", ""), *(option["value"] for option in one.get("options", []))]:
            if said.startswith("d") and said[1] in "ota" and isinstance(found := decode(said), Kept):
                assert key_of(drawn.kept[found.key]) == found.key


@given(st.integers(0, 3_000))
@settings(max_examples=examples(20))
def test_a_short_card_is_one_message(length: int) -> None:
    assert len(draw(Card("x" * 5_000, sections=(Section(None, (Line("y" * length),)),))).views) == 1


def test_a_card_of_everything() -> None:
    again = Action("", "search", (("query", "library"),))
    [[container]] = components(draw(EVERYTHING, again=again, more=True))
    assert container["type"] == 17
    assert container["accent_color"] == 0x3BA55D
    texts = [one["content"] for one in container["components"] if one["type"] == 10]
    source = f"-# [#4]({LINK}) · books · <t:-4888814400:D>"
    other = "-# \\#5 · \\#news\\_desk"
    assert texts == [
        f"## [Congress buys a library]({LINK})\n-# ✅ Filed · \\#4",
        f"Congress **bought** \\*6,487\\* books.\n\nThey filled\nten wagons.\n{source}",
        f"### Names\n**People:** Thomas Jefferson, James Madison\n{other}\nbare",
        "### Related\n- Monticello *(place · 2 sentences together)*\n- \\- dashed\n-# … and 1,204 more",
        f"### Latest articles\n**1.** First\n{source}\n**2.** Second *(W)*\n- an excerpt\n{other}\n\n**3.** Third",
        "**Mentions by month**\nJan 1815 ▅█ Feb 1815 (most: 4, Feb 1815)",
        "-# 2 of 9 sentences",
    ]
    rows = [one["components"] for one in container["components"] if one["type"] == 1]
    assert [[item.get("label", item.get("placeholder")) for item in row] for row in rows] == [
        ["Choose one"],
        ["Open …"],
        ["Longer", "Full text", "Show me all (privately)"],
        ["« First", "‹ Previous", "2 of 3", "Next ›", "Last »"],
    ]
    assert [(one["label"], one["value"], one.get("description")) for row in rows[:2] for one in row[0]["options"]] == [
        ("Thomas Jefferson", "dt0:entity;name=~1", "person · 4 mentions"),
        ("Peter Jefferson", "dt1:entity;name=~2", "person · seen once"),
        ("1. First", "do3:article show;article=#4", "#4 · books · 30 Jan 1815"),
        ("3. Third", "do4:article show;article=#6", None),
    ]


def test_a_single_choice_is_a_button() -> None:
    yes = Choice("Delete it", "for good", Action("", "delete", (("article", "#4"), ("sure", "yes"))))
    [[container]] = components(draw(Card("Delete it?", choices=(yes,), actions=(Action("Summary", "summary"),))))
    [row] = [one["components"] for one in container["components"] if one["type"] == 1]
    assert [(one["label"], one["custom_id"]) for one in row] == [
        ("Delete it", "dt0:delete;article=#4;sure=yes"),
        ("Summary", "do1:summary"),
    ]


def test_what_can_be_typed_is_code_in_our_own_words_alone() -> None:
    said = (Line("Or use `delete`."),)
    both: tuple[tuple[Style, str], ...] = (("list", "- Or use `delete`."), ("prose", "Or use `delete`."))
    for style, shown in both:
        [[container]] = components(draw(Card("T", sections=(Section(None, said, style, ours=True),))))
        assert container["components"][1]["content"] == shown
    [[container]] = components(draw(Card("T", sections=(Section(None, said, "prose"),))))
    assert container["components"][1]["content"] == "Or use \\`delete\\`."


def test_the_views_are_for_good() -> None:
    [view] = draw(EVERYTHING).views
    assert view.timeout is None
    assert view.is_persistent()
