import pytest

from tests.extraction.conftest import Read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("North Korean leader Kim Jong Un wrote a letter.", "Kim Jong Un", "North Korean leader"),
        ("A letter to President Vladimir Putin was read.", "Vladimir Putin", "President"),
        ("Apple's chief executive Tim Cook spoke in Cupertino.", "Tim Cook", "Apple's chief executive"),
        ("The firm's chief executive Tim Cook spoke.", "Tim Cook", "chief executive"),
        ("Secretary of State Henry Kissinger flew to Beijing.", "Henry Kissinger", "Secretary of State"),
        (
            "Rafael Grossi, head of the International Atomic Energy Agency, flew to Tehran.",
            "Rafael Grossi",
            "head of the International Atomic Energy Agency",
        ),
        ("Angela Merkel, 59, the chancellor of Germany, voted.", "Angela Merkel", "chancellor of Germany"),
        ("Sadiq Khan is the mayor of London.", "Sadiq Khan", "mayor of London"),
        ("The head of the agency, Rafael Grossi, agreed.", "Rafael Grossi", "head of the agency"),
        ("President-elect Donald Trump called.", "Donald Trump", "President-elect"),
    ],
)
def test_role(read: Read, text: str, name: str, role: str) -> None:
    _, found = read(text)
    assert (name, role) in [(found.mentions[r.mention].span.of(text), r.span.of(text)) for r in found.roles]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Churchill painted in the garden.",
        "Winston Churchill painted in the garden.",
        "Vladimir Putin, President Xi Jinping and others dined.",
        "The president met Winston Churchill.",
    ],
)
def test_no_role(read: Read, text: str) -> None:
    _, found = read(text)
    names = [found.mentions[r.mention].span.of(text) for r in found.roles]
    assert not {"Churchill", "Winston Churchill", "Vladimir Putin"} & set(names)
