"""Documents of one run resolved together."""

from itertools import permutations

from bot.identity.corpus import Canonical, resolve_corpus
from tests.identity.markup import read

DOCUMENTS = [
    "{Chancellor} [Angela Merkel|PERSON] met the [International Atomic Energy Agency|ORG]. She left.",
    "[Merkel|PERSON] praised the [IAEA|ORG] in the [U.S.|GPE]",
    "[A. Merkel|PERSON] flew to the [United States|GPE].",
]


def test_one_string_for_one_entity() -> None:
    found = resolve_corpus(read(marked) for marked in DOCUMENTS)
    agency, states = "ORG:international atomic energy agency", "GPE:united states"
    assert [document.mentions for document in found] == [
        ("PERSON:angela merkel", agency),
        ("PERSON:angela merkel", agency, states),
        ("PERSON:angela merkel", states),
    ]
    assert found[0].references == ("PERSON:angela merkel",)


def test_the_order_of_documents_does_not_matter() -> None:
    expected = dict(zip(DOCUMENTS, resolve_corpus(read(marked) for marked in DOCUMENTS), strict=True))
    for order in permutations(DOCUMENTS):
        found = dict(zip(order, resolve_corpus(read(marked) for marked in order), strict=True))
        assert found == expected


def test_nothing_gives_nothing() -> None:
    assert resolve_corpus([]) == []
    assert resolve_corpus([read("Nobody is named here.")])[0].mentions == ()
    assert isinstance(resolve_corpus([read("")])[0], Canonical)
