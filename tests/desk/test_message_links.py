"""Links of messages, there and back."""

import pytest

from bot.desk.message_links import link, linked


def test_what_is_made_is_read_again() -> None:
    assert linked(f" {link(7, 70, 700)} ") == (7, 70, 700)


@pytest.mark.parametrize(
    "typed", ["https://ptb.discord.com/channels/7/70/700", "http://discordapp.com/channels/7/70/700"]
)
def test_every_kind_of_client_is_known(typed: str) -> None:
    assert linked(typed) == (7, 70, 700)


@pytest.mark.parametrize(
    "typed", ["", "https://discord.com/channels/7/70", "https://discord.com.example.org/channels/7/70/7"]
)
def test_anything_else_is_none(typed: str) -> None:
    assert linked(typed) is None
