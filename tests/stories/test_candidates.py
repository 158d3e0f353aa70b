from bot.stories.candidates import keys
from tests.stories.events import NAMELESS, OTHER_QUAKE, QUAKE, QUAKE_AGAIN, QUAKE_UPDATE, of


def test_articles_on_one_event_share_a_key_and_others_do_not() -> None:
    assert set(keys(of(QUAKE))) & set(keys(of(QUAKE_AGAIN)))
    assert set(keys(of(QUAKE))) & set(keys(of(QUAKE_UPDATE)))
    assert not set(keys(of(QUAKE))) & set(keys(of(OTHER_QUAKE))), "they share words, but no name"


def test_keys_are_few_and_fit_a_column() -> None:
    found = keys(of(QUAKE))
    assert found == sorted(set(found))
    assert len(found) <= 60
    assert all(0 <= key < 1 << 48 for key in found)


def test_an_article_without_names_is_found_by_nothing() -> None:
    assert keys(of(NAMELESS)) == []
