"""Documents of one run resolved together."""

from collections.abc import Iterable
from itertools import permutations

from bot.identity.corpus import Canonical, canonical
from bot.identity.within import resolve
from tests.identity.markup import read

DOCUMENTS = [
    "{Chancellor} [Angela Merkel|PERSON] met the [International Atomic Energy Agency|ORG]. She left.",
    "[Merkel|PERSON] praised the [IAEA|ORG] in the [U.S.|GPE]",
    "[A. Merkel|PERSON] flew to the [United States|GPE].",
]


def together(documents: Iterable[str]) -> list[Canonical]:
    read_all = [read(marked) for marked in documents]
    return canonical([(text, extraction, resolve(text, extraction)) for text, extraction in read_all])


def test_one_string_for_one_entity() -> None:
    found = together(DOCUMENTS)
    agency, states = "ORG:international atomic energy agency", "GPE:united states"
    assert [document.mentions for document in found] == [
        ("PERSON:angela merkel", agency),
        ("PERSON:angela merkel", agency, states),
        ("PERSON:angela merkel", states),
    ]
    assert found[0].references == ("PERSON:angela merkel",)


def test_the_order_of_documents_does_not_matter() -> None:
    expected = dict(zip(DOCUMENTS, together(DOCUMENTS), strict=True))
    for order in permutations(DOCUMENTS):
        found = dict(zip(order, together(order), strict=True))
        assert found == expected


def test_nothing_gives_nothing() -> None:
    assert together([]) == []
    assert together(["Nobody is named here."])[0].mentions == ()
    assert isinstance(together([""])[0], Canonical)
