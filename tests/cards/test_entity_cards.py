"""Cards about entities, as plain text."""

from datetime import date, timedelta

from bot.cards.card import Action, Page
from bot.cards.entity_cards import Namesake, entities_card, profile_card, unknown, which
from bot.cards.plain import plain
from bot.desk.results import Profile, RoleGiven
from bot.store.rankings import Counted
from tests.cards.builders import ARTICLE, BRITISH, FIRST, JEFFERSON, LIBRARY, entity

WHERE = "[#4 · books · 30 Jan 1815 · https://example.org/7/70]"
DAY = date(1815, 1, 30)

PROFILE = Profile(
    JEFFERSON, "PERSON", (RoleGiven("former president", 3, ARTICLE), RoleGiven("architect", 1, ARTICLE)),
    (("Jefferson", 3), ("Thomas Jefferson", 1)), ((DAY, 1, 3), (DAY + timedelta(days=40), 1, 1)),
    ((LIBRARY, 2), (BRITISH, 1)), (FIRST,), (ARTICLE,),
)  # fmt: skip


def test_a_profile() -> None:
    assert plain(profile_card(PROFILE, "Thomas Jefferson", "“jeff” taken as a part of a name")) == (
        "Thomas Jefferson\n“jeff” taken as a part of a name · person · 4 mentions in 2 articles\n\n"
        f"Roles\n- former president (3 times) {WHERE}\n- architect {WHERE}\n\n"
        f"Key sentences\n- The Library of Congress bought the books of Thomas Jefferson. {WHERE}\n\n"
        "Seen\nAs: Jefferson (3), Thomas Jefferson (1)\nFirst: 30 Jan 1815\nLast: 11 Mar 1815\n\n"
        "Related\n- Library of Congress (organisation · 2 sentences together)\n"
        "- British (group of people · 1 sentence together)\n\n"
        f"Latest articles\n1. Congress buys a library {WHERE}\n\n"
        "Mentions by week: 30 Jan 1815 █▁▁▁▁▄ 6 Mar 1815 (most: 3, 30 Jan 1815)\n\n"
        '2. Summary (summary what:"Thomas Jefferson")\n'
        '3. All articles (search query:“entity:"Thomas Jefferson"”)\n'
        '4. Related (related name:"Thomas Jefferson")\n'
        '5. Library of Congress (entity name:"Library of Congress")\n'
        "6. British (entity name:British)\n"
        '7. Wrong? (correct name:"Thomas Jefferson")\n\n'
        'Page 1 of 2 (next: entity name:"Thomas Jefferson" page:2)'
    )


def test_a_profile_of_next_to_nothing() -> None:
    once = entity("Monticello", "FAC", 1, 1)
    card = profile_card(Profile(once, "FAC", (), (("Monticello", 1),), ((DAY, 1, 1),), (), (), (ARTICLE,)), "~4.9")
    assert plain(card) == (
        "Monticello\nbuilding or site · seen once in 1 article\n\n"
        "Seen\nAs: Monticello (1)\nOn: 30 Jan 1815\n\n"
        f"Latest articles\n1. Congress buys a library {WHERE}\n\n"
        "2. Summary (summary what:~4.9)\n3. All articles (search query:entity:~4.9)\n"
        "4. Wrong? (correct name:~4.9)\n\n"
        "Page 1 of 2 (next: entity name:~4.9 page:2)"
    )


def test_a_list_of_entities() -> None:
    page = Page(1, 2, Action("x", "entities", (("kind", "people"),)))
    counted = [Counted(JEFFERSON, 2, 4), Counted(LIBRARY, 1, 1)]
    card = entities_card("People mentioned most", "", counted, {1: "4.49", 2: "4.4"}, page)
    assert plain(card) == (
        "People mentioned most\n\n"
        "1. Thomas Jefferson (person · 4 mentions in 2 articles)\n"
        "2. Library of Congress (organisation · 1 mention in 1 article)\n\n"
        "Page 1 of 2 (next: entities kind:people page:2)"
    )
    assert card.picks()[2].arguments == (("name", "~4.4"),)


def test_namesakes() -> None:
    card = which(
        "Adams",
        [Namesake(entity("Adams"), "president", "1.5"), Namesake(entity("Adams"), "", "2.5")],
        "summary",
        "what",
    )
    assert plain(card) == (
        "Which “Adams”?\n2 go by that name here.\n\n"
        "1. Adams, president · person · 4 mentions in 2 articles (summary what:~1.5)\n"
        "2. Adams, person · 4 mentions in 2 articles (summary what:~2.5)"
    )


def test_an_unknown_name_with_and_without_similar_ones() -> None:
    assert plain(unknown("Jeferson", [JEFFERSON], "entity", "name").card()) == (
        "No “Jeferson” is known here. Did you mean Thomas Jefferson?\n\n"
        '1. Thomas Jefferson, person · 4 mentions in 2 articles (entity name:"Thomas Jefferson")'
    )
    assert plain(unknown("zebra", [], "entity", "name").card()) == (
        "No “zebra” is known here.\nTry `search zebra` for articles with these words."
    )
    assert len(unknown("x " * 5000, [], "entity", "name").message) < 100
