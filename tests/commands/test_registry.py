import inspect
from collections.abc import Callable
from typing import Literal

import pytest

from bot.cards.card import Card
from bot.commands.ask import Ask
from bot.commands.parameters import Channel, Completion, File
from bot.commands.registry import Registry


async def names(ask: Ask, typed: str) -> list[Completion]:
    return [Completion(typed, typed)]


def declared() -> Registry:
    registry = Registry()
    registry.group("article", "Read an article")

    @registry.command("article show", describe={"article": "which"}, complete={"article": names}, fallback=True)
    async def show(ask: Ask, article: str | None = None) -> Card:
        """Show an article.

        With its names,
            and its summary.

        Or not.
        """
        return Card("shown")

    @registry.command("article raw", describe={"article": "which"})
    async def raw(ask: Ask, article: str) -> Card:
        """Show an article's text."""
        return Card("raw")

    @registry.command(
        "post",
        describe=dict.fromkeys(("channel", "count", "order", "text", "file", "plain"), "something"),
        verbatim=("text",),
        permission="manage",
    )
    async def post(
        ask: Ask,
        channel: Channel,
        count: int,
        order: Literal["new", "old"],
        text: str,
        file: File | None = None,
        plain: bool = False,
    ) -> Card:
        """Try every kind of parameter."""
        return Card("posted")

    return registry


def test_a_declaration_is_read_from_the_function() -> None:
    registry = declared()
    show = registry.commands["article show"]
    assert (show.description, show.help) == ("Show an article.", "With its names, and its summary.\n\nOr not.")
    assert (show.group, show.permission, show.fallback, show.guild, show.form) == (
        "article",
        "everyone",
        True,
        True,
        None,
    )
    (article,) = show.parameters
    assert (article.kind, article.required, article.default, article.completer) == (
        "text",
        False,
        None,
        names,
    )
    post = registry.commands["post"]
    assert [one.kind for one in post.parameters] == ["channel", "number", "value", "text", "file", "flag"]
    assert [one.required for one in post.parameters] == [True] * 4 + [False] * 2
    assert (post.permission, post.group) == ("manage", None)
    assert post.parameters[2].values == ("new", "old")
    assert post.parameters[3].verbatim


def test_the_function_keeps_its_signature() -> None:
    show = declared().commands["article show"].function
    assert (
        str(inspect.signature(show)) == "(ask: bot.commands.ask.Ask, article: str | None = None) -> bot.cards.card.Card"
    )


def test_groups_know_their_children() -> None:
    registry = declared()
    assert list(registry.children("article")) == ["show", "raw"]
    fallback = registry.fallback("article")
    assert fallback is not None
    assert fallback.path == "article show"
    assert list(registry.names()) == ["article", "post"]
    assert registry.fallback("post") is None


def test_usage_shows_what_goes_by_position_and_what_by_name() -> None:
    commands = declared().commands
    assert commands["article show"].usage == "article show [article]"
    assert commands["post"].usage == "post <channel> <count> <order> <text> [file:…] [plain]"


def test_without_a_text_numbers_and_values_go_by_position() -> None:
    registry = Registry()

    @registry.command("digest", describe=dict.fromkeys(("days", "span", "plain"), "something"))
    async def digest(ask: Ask, days: int = 1, span: Literal["day", "week"] = "day", plain: bool = False) -> Card:
        """Show a digest."""
        return Card("digest")

    assert [one.name for one in registry.commands["digest"].positional] == ["days", "span"]
    assert registry.commands["digest"].usage == "digest [days] [span] [plain]"


def test_numbers_after_a_text_and_second_optional_texts_go_by_name() -> None:
    registry = Registry()

    @registry.command("quotes", describe=dict.fromkeys(("by", "about", "page"), "something"))
    async def quotes(ask: Ask, by: str | None = None, about: str | None = None, page: int = 1) -> Card:
        """Show quotations."""
        return Card("quotes")

    assert registry.commands["quotes"].usage == "quotes [by] [about:…] [page:…]"


async def good(ask: Ask) -> Card:
    """Do something."""
    return Card("good")


async def undocumented(ask: Ask) -> Card:
    return Card("")


async def wordy(ask: Ask) -> Card:
    """A description that goes on, and on, and on, past the hundred characters that Discord allows for one line."""
    return Card("")


async def no_ask(name: str) -> Card:
    """Lack the Ask."""
    return Card("")


async def no_card(ask: Ask) -> str:
    """Answer with a string."""
    return ""


def not_async(ask: Ask) -> Card:
    """Block."""
    return Card("")


async def odd(ask: Ask, amount: float) -> Card:
    """Take a float."""
    return Card("")


async def starred(ask: Ask, *names: str) -> Card:
    """Take many."""
    return Card("")


async def optional_without_default(ask: Ask, name: str | None) -> Card:
    """Leave a default out."""
    return Card("")


async def union(ask: Ask, name: str | int = "") -> Card:
    """Take one of two types."""
    return Card("")


async def flag_without_default(ask: Ask, name: bool) -> Card:
    """Leave a default out."""
    return Card("")


async def long_name(ask: Ask, a_name_that_is_longer_than_discord_allows: str) -> Card:
    """Name a parameter at length."""
    return Card("")


async def numbers(ask: Ask, name: Literal[1, 2]) -> Card:
    """Take numbers for words."""
    return Card("")


async def one_number(ask: Ask, name: int) -> Card:
    """Take a number."""
    return Card("")


@pytest.mark.parametrize(
    ("function", "describe", "match"),
    [
        (undocumented, {}, "describe it"),
        (wordy, {}, "at most 100"),
        (no_ask, {}, "first parameter"),
        (no_card, {}, "returns a Card"),
        (not_async, {}, "async function"),
        (odd, {"amount": "how much"}, "annotate"),
        (union, {"name": "a name"}, "annotate"),
        (starred, {"names": "whose"}, "plain parameters"),
        (optional_without_default, {"name": "whose"}, "has a default"),
        (flag_without_default, {"name": "whose"}, "has a default"),
        (long_name, {"a_name_that_is_longer_than_discord_allows": "x"}, "is no name"),
        (numbers, {"name": "a number"}, "all of them words"),
        (one_number, {}, "describe it"),
        (good, {"nothing": "not there"}, "speaks of nothing"),
    ],
)
def test_what_cannot_be_served_is_refused_at_import(
    function: Callable[..., object], describe: dict[str, str], match: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=match):
        Registry().command("try", describe=describe)(function)  # type: ignore[type-var]


def test_a_form_asks_for_a_text_that_may_be_left_out() -> None:
    registry = Registry()
    describe = {"text": "something", "count": "something"}

    async def post(ask: Ask, text: str | None = None, count: int = 1) -> Card:
        """Post."""
        return Card("posted")

    async def told(ask: Ask, text: str, count: int = 1) -> Card:
        """Post what is told."""
        return Card("posted")

    registry.command("post", describe=describe, form="text", guild=False)(post)
    assert (registry.commands["post"].form, registry.commands["post"].guild) == ("text", False)
    for form in ("count", "other", ""):
        with pytest.raises(ValueError, match="a form asks for a text"):
            registry.command("another", describe=describe, form=form)(post)
    with pytest.raises(ValueError, match="a form asks for a text"):
        registry.command("told", describe=describe, form="text")(told)


def test_completion_is_for_texts() -> None:
    with pytest.raises(ValueError, match="for texts"):
        Registry().command("try", describe={"name": "a number"}, complete={"name": names})(one_number)


@pytest.mark.parametrize("path", ["", "Try", "try it out", "9lives", "a-b", "x" * 33])
def test_paths_are_names(path: str) -> None:
    registry = Registry()
    registry.group("try", "Try things")
    with pytest.raises(ValueError, match="is no name"):
        registry.command(path)(good)


def test_names_are_given_once() -> None:
    registry = declared()
    with pytest.raises(ValueError, match="twice"):
        registry.command("article raw")(good)
    with pytest.raises(ValueError, match="twice"):
        registry.command("article")(good)
    with pytest.raises(ValueError, match="twice"):
        registry.group("post", "Post things")


def test_groups_come_first_and_have_one_fallback() -> None:
    registry = declared()
    with pytest.raises(ValueError, match="declare the group"):
        registry.command("feed add")(good)
    with pytest.raises(ValueError, match="fallback already"):
        registry.command("article other", fallback=True)(good)
    with pytest.raises(ValueError, match="child of a group"):
        registry.command("other", fallback=True)(good)


def test_discords_limits_on_numbers_of_commands_hold() -> None:
    registry = Registry()
    registry.group("many", "Many children")
    for number in range(25):
        registry.command(f"many c{number}")(good)
    with pytest.raises(ValueError, match="at most 25"):
        registry.command("many c25")(good)
    for number in range(99):
        registry.command(f"c{number}")(good)
    with pytest.raises(ValueError, match="at most 100"):
        registry.command("c99")(good)


def test_a_command_has_at_most_24_parameters_since_each_gets_one_more() -> None:
    names = [f"p{number}" for number in range(25)]
    parameters = ", ".join(f"{name}: str" for name in names)
    scope: dict[str, object] = {"Ask": Ask, "Card": Card}
    exec(f"async def f(ask: Ask, {parameters}) -> Card:\n    'Take many.'", scope)
    with pytest.raises(ValueError, match="at most 24"):
        Registry().command("try", describe=dict.fromkeys(names, "x"))(scope["f"])  # type: ignore[type-var]


def test_no_command_has_a_parameter_that_each_gets() -> None:
    with pytest.raises(ValueError, match="every command has that"):

        @Registry().command("try", describe={"private": "to whom"})
        async def tried(ask: Ask, private: bool = False) -> Card:
            """Try."""
            return Card("tried")
