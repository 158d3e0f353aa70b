"""What Discord refuses in messages, components and commands: every limit, and one below it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loopback import limits, limits_commands, limits_components, pings
from tests.loopback.limits import Problem
from tests.loopback.state import COMPONENTS_V2, Payload


def says(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def v2(*components: Payload) -> Payload:
    return {"flags": COMPONENTS_V2, "components": list(components)}


def of_components(body: Payload, attached: set[str] | None = None) -> list[Problem]:
    return limits_components.of_message(body, attached or set())


def shown(content: str = "a") -> Payload:
    return {"type": 10, "content": content}


def button(number: int = 0, **more: Any) -> Payload:
    return {"type": 2, "style": 2, "label": "Go", "custom_id": f"b{number}", **more}


def row(*parts: Payload) -> Payload:
    return {"type": 1, "components": list(parts)}


def select(options: int = 1, **more: Any) -> Payload:
    listed = [{"label": f"L{number}", "value": str(number)} for number in range(options)]
    return {"type": 3, "custom_id": "s", "options": listed, **more}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"content": "x" * 2_000}, {"content": "x" * 2_001}),
        ({"content": "x"}, {"content": " \n"}),
        ({"embeds": [{"title": "x" * 256}]}, {"embeds": [{"title": "x" * 257}]}),
        ({"embeds": [{"description": "x" * 4_096}]}, {"embeds": [{"description": "x" * 4_097}]}),
        ({"embeds": [{"description": "x"}] * 10}, {"embeds": [{"description": "x"}] * 11}),
        ({"embeds": [{"description": "x" * 3_000}] * 2}, {"embeds": [{"description": "x" * 3_001}] * 2}),
        ({"embeds": [{"image": {"url": "https://example.org/a.png"}}]}, {"embeds": [{}]}),
        (
            {"embeds": [{"fields": [{"name": "x" * 256, "value": "x" * 1_024}]}]},
            {"embeds": [{"fields": [{"name": "x" * 257, "value": "x" * 1_025}]}]},
        ),
        (
            {"embeds": [{"fields": [{"name": "x", "value": "y"}] * 25}]},
            {"embeds": [{"fields": [{"name": "x", "value": "y"}] * 26}]},
        ),
        ({"embeds": [{"footer": {"text": "x" * 2_048}}]}, {"embeds": [{"footer": {"text": "x" * 2_049}}]}),
        ({"embeds": [{"author": {"name": "x" * 256}}]}, {"embeds": [{"author": {"name": ""}}]}),
        ({"flags": COMPONENTS_V2}, {"flags": COMPONENTS_V2, "content": "x"}),
        ({"flags": COMPONENTS_V2}, {"flags": COMPONENTS_V2, "embeds": [{"title": "x"}]}),
    ],
)
def test_messages(good: Payload, bad: Payload) -> None:
    assert says(limits.message(good)) == []
    assert limits.message(bad)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (v2(*[shown()] * 40), v2(*[shown()] * 41)),
        (v2({"type": 17, "components": [shown()] * 39}), v2({"type": 17, "components": [shown()] * 40})),
        (v2(shown("x" * 4_000)), v2(shown("x" * 2_000), shown("x" * 2_001))),
        (v2(shown()), v2(shown(""))),
        (v2(shown()), v2({"type": 17, "components": []})),
        (v2({"type": 9, "components": [shown()] * 3, "accessory": button()}),
         v2({"type": 9, "components": [shown()] * 4, "accessory": button()})),
        (v2({"type": 9, "components": [shown()], "accessory": button()}), v2({"type": 9, "components": [shown()]})),
        (v2({"type": 9, "components": [shown()], "accessory": {"type": 11, "media": {"url": "https://example.org"}}}),
         v2({"type": 9, "components": [shown()], "accessory": {"type": 11, "media": {"url": "file:///etc"}}})),
        (v2({"type": 12, "items": [{"media": {"url": "attachment://a.png"}}] * 10}),
         v2({"type": 12, "items": [{"media": {"url": "attachment://b.png"}}]})),
        (v2({"type": 13, "file": {"url": "attachment://a.png"}}), v2({"type": 13, "file": {"url": "https://a.org"}})),
        (v2({"type": 14}), v2(button())),
        (v2(row(button(1), button(2))), v2(row(button(1), button(1)))),
        (v2(row(select())), v2({"type": 17, "components": [{"type": 17, "components": [shown()]}]})),
        ({"components": [row(button())]}, {"components": [shown()]}),
        ({"components": [row(*map(button, range(5)))]}, {"components": [row(*map(button, range(6)))]}),
        ({"components": [row(button(number)) for number in range(5)]},
         {"components": [row(button(number)) for number in range(6)]}),
        ({"components": [row(button(label="x" * 80))]}, {"components": [row(button(label="x" * 81))]}),
        ({"components": [row(button(label="", emoji={"name": "✅"}))]}, {"components": [row(button(label=""))]}),
        ({"components": [row(button(custom_id="x" * 100))]}, {"components": [row(button(custom_id="x" * 101))]}),
        ({"components": [row(button(style=5, custom_id=None, url="https://example.org"))]},
         {"components": [row(button(style=5, url="https://example.org"))]}),
        ({"components": [row(button(style=5, custom_id=None, url="https://example.org"))]},
         {"components": [row(button(style=5, custom_id=None, url="nowhere"))]}),
        ({"components": [row(select(25))]}, {"components": [row(select(26))]}),
        ({"components": [row(select(1))]}, {"components": [row(select(0))]}),
        ({"components": [row(select(2, max_values=2))]}, {"components": [row(select(2, max_values=3))]}),
        ({"components": [row(select(placeholder="x" * 150))]}, {"components": [row(select(placeholder="x" * 151))]}),
        ({"components": [row(select())]}, {"components": [row(select(), button())]}),
    ],
)  # fmt: skip
def test_components(good: Payload, bad: Payload) -> None:
    assert says(of_components(good, {"a.png"})) == []
    assert of_components(bad, {"a.png"})


def test_an_option_of_a_select_has_a_value_of_its_own_and_fits() -> None:
    double = {"label": "L", "value": "1"}
    assert of_components({"components": [row(select(options=0) | {"options": [double, double]})]})
    long = {"label": "x" * 101, "value": "x" * 101, "description": "x" * 101}
    assert len(of_components({"components": [row(select(options=0) | {"options": [long]})]})) == 3


def modal(*parts: Payload, **more: Any) -> Payload:
    return {"title": "T", "custom_id": "m", "components": list(parts), **more}


def field(number: int = 0, **more: Any) -> Payload:
    inner = {"type": 4, "style": 1, "custom_id": f"f{number}", **more}
    return {"type": 18, "label": "Name", "component": inner}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (modal(field(), title="x" * 45), modal(field(), title="x" * 46)),
        (modal(*map(field, range(5))), modal(*map(field, range(6)))),
        (modal(field()), modal()),
        (modal(field(1), field(2)), modal(field(1), field(1))),
        (modal(field(placeholder="x" * 100)), modal(field(placeholder="x" * 101))),
        (modal(field(value="x" * 4_000)), modal(field(value="x" * 4_001))),
        (modal(field(max_length=4_000)), modal(field(max_length=4_001))),
        (modal(row({"type": 4, "custom_id": "f", "label": "x" * 45})), modal(row({"type": 4, "custom_id": "f"}))),
        (modal({"type": 18, "label": "L", "component": select(2)}), modal({"type": 18, "component": select(2)})),
        (modal(shown()), modal(button())),
    ],
)
def test_modals(good: Payload, bad: Payload) -> None:
    assert says(limits_components.of_modal(good)) == []
    assert limits_components.of_modal(bad)


def command(name: str = "entity", **more: Any) -> Payload:
    return {"name": name, "description": "Tell", "type": 1, **more}


def option(name: str = "name", kind: int = 3, **more: Any) -> Payload:
    return {"name": name, "description": "Of what", "type": kind, **more}


CHOICE = {"name": "One", "value": "1"}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ([command("x" * 32)], [command("x" * 33)]),
        ([command("entity")], [command("Entity")]),
        ([command("entity")], [command("an entity")]),
        ([command()], [command(), command()]),
        ([command(description="x" * 100)], [command(description="x" * 101)]),
        ([command(description="x")], [command(description="")]),
        ([command(f"c{number}") for number in range(100)], [command(f"c{number}") for number in range(101)]),
        ([{"name": f"Menu {number}", "type": 3} for number in range(15)],
         [{"name": f"Menu {number}", "type": 3} for number in range(16)]),
        ([{"name": "Menu", "type": 2}], [{"name": "Menu", "type": 2, "description": "x"}]),
        ([command(options=[option(f"o{number}") for number in range(25)])],
         [command(options=[option(f"o{number}") for number in range(26)])]),
        ([command(options=[option("a", required=True), option("b")])],
         [command(options=[option("a"), option("b", required=True)])]),
        ([command(options=[option("a")])], [command(options=[option("a"), option("a")])]),
        ([command(options=[option("a", 1)])], [command(options=[option("a", 1), option("b")])]),
        ([command(options=[option("a", 2, options=[option("b", 1)])])],
         [command(options=[option("a", 2, options=[option("b", 2, options=[option("c", 1)])])])]),
        ([command(options=[option("a", 2, options=[option("b", 1)])])], [command(options=[option("a", 2)])]),
        ([command(options=[option("a", autocomplete=True)])],
         [command(options=[option("a", autocomplete=True, choices=[CHOICE])])]),
        ([command(options=[option(choices=[CHOICE])])], [command(options=[option(choices=[CHOICE, CHOICE])])]),
        ([command(options=[option("a", 11)])], [command(options=[option("a", 12)])]),
    ],
)  # fmt: skip
def test_commands(good: list[Payload], bad: list[Payload]) -> None:
    assert says(limits_commands.of_list(good)) == []
    assert limits_commands.of_list(bad)


def test_a_whole_command_has_8000_characters_at_most() -> None:
    wide = [option(f"o{number:02}" + "x" * 29, 3, description="d" * 100) for number in range(25)]
    for one in wide:
        one["choices"] = [{"name": f"{number:02}" + "n" * 90, "value": "v" * 90} for number in range(1)]
    exact = command(options=wide)
    assert limits_commands.size(exact) == 6 + 4 + 25 * (32 + 100 + 92 + 90)
    assert says(limits_commands.of_list([exact])) == []
    wide[0]["choices"] = [{"name": f"{number:02}" + "n" * 90, "value": "v" * 90} for number in range(3)]
    assert any("8000" in one for one in says(limits_commands.of_list([exact])))


def test_the_longest_localization_counts() -> None:
    assert limits_commands.size(command("ab", name_localizations={"de": "abc"}, description="d")) == 4


@pytest.mark.parametrize(
    "bad",
    [
        [{"name": f"n{number}", "value": "v"} for number in range(26)],
        [{"name": "x" * 101, "value": "v"}],
        [{"name": "n", "value": "v" * 101}],
        [{"name": "", "value": "v"}],
        [{"name": "n", "value": None}],
        "n",
    ],
)
def test_choices(bad: Any) -> None:
    assert limits_commands.choices(bad, ()) != []
    assert limits_commands.choices([{"name": "x" * 100, "value": 7}], ()) == []


def test_uploads() -> None:
    mebibyte = 1024**2
    assert not limits.too_large([10 * mebibyte, 10 * mebibyte])
    assert limits.too_large([10 * mebibyte + 1])
    assert limits.too_large([9 * mebibyte] * 3)
    assert limits.uploads([1] * 11)


@pytest.mark.parametrize(
    ("body", "is_reply", "found"),
    [
        ({"content": "<@12> hello"}, False, ["user 12"]),
        ({"content": "<@12> hello", "allowed_mentions": {"parse": []}}, False, []),
        ({"content": "<@12> <@13>", "allowed_mentions": {"parse": [], "users": [13]}}, False, ["user 13"]),
        ({"content": "@everyone", "allowed_mentions": {"parse": ["everyone"]}}, False, ["everyone"]),
        ({"content": "hi @here"}, False, ["everyone"]),
        ({"components": [shown("<@&7>")]}, False, ["role 7"]),
        ({"embeds": [{"description": "<@12>"}]}, False, []),
        ({"content": "hi"}, True, ["the author of the message replied to"]),
        ({"content": "hi", "allowed_mentions": {"parse": [], "replied_user": True}}, True,
         ["the author of the message replied to"]),
        ({"content": "hi", "allowed_mentions": {"parse": []}}, True, []),
    ],
)  # fmt: skip
def test_pings(body: Payload, is_reply: bool, found: list[str]) -> None:
    assert pings.pings(body, is_reply=is_reply) == found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "content", "id"]), inner),
    max_leaves=8,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["name", "value", "type", "options", "description"]), JSON), max_size=3)
)
def test_errors_have_the_shape_that_libraries_read(choices: list[Payload]) -> None:
    problems = limits_commands.choices(choices, ("data", "choices"))
    errors = limits.as_errors(problems)
    assert bool(errors) == bool(problems)
    for problem in problems:
        place = errors
        for part in problem.path:
            place = place[str(part)]
        assert any(one["message"] == problem.says for one in place["_errors"])
