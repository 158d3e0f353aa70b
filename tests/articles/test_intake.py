"""Which messages are articles."""

from bot.articles.intake import is_article, word_count

ARTICLE = (
    "The city council voted on Monday to close the old bridge for two years. The bridge, which dates from 1931, carries"
    ' most of the traffic between the two banks. "I know that you will not like it," the mayor told the council, "but'
    ' I cannot open it again." Engineers had warned of rust in the steel since the spring. The work will cost 40'
    " million euros, of which the state pays half. Drivers will have to use the tunnel until then."
)


def test_words() -> None:
    assert word_count("") == 0
    assert word_count("🙂 !!! – …") == 0
    assert word_count("The mayor's well-known bridge cost 1,000,000 euros.") == 7
    assert word_count("市議会は月曜日に投票した") == 6


def test_an_article_is_an_article() -> None:
    assert is_article(ARTICLE)
    assert is_article(ARTICLE.replace(". ", ".\n\n"))
    assert is_article(f"**{'Bridge to close'}**\n{ARTICLE}\nhttps://example.com/bridge")


def test_a_wrapped_article_is_one() -> None:
    import textwrap

    assert is_article(textwrap.fill(ARTICLE, 70))


def test_too_short_is_none() -> None:
    assert not is_article("The city council voted on Monday to close the old bridge for two years.")
    assert not is_article("")


def test_chatter_is_none() -> None:
    assert not is_article("ok so i think we should all meet on friday, what do you guys say? i can bring my car. " * 5)
    assert not is_article("nice one. that was fun. see the bridge later. going home now. rain again. no bus. " * 5)
    assert not is_article("lol yes\nno way\nsee ya\nok then\nwhat\n" * 20)


def test_code_is_none() -> None:
    code = "for (int i = 0; i < n; i++) { total += values[i]; if (total > limit) { return total; } }\n"
    assert not is_article(code * 8)
    assert not is_article(f"```\n{ARTICLE}\n```")


def test_lists_of_links_are_none() -> None:
    links = "\n".join(f"https://example.com/stories/number-{number} Bridge story {number}" for number in range(40))
    assert not is_article(links)


def test_mentions_and_emoji_do_not_count() -> None:
    assert not is_article("<@1234567890> <:smile:123456> <#99999999> " * 60)
