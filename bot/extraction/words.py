"""How the room writes down its word lists."""


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list that is written one or more to a line, with a comma between."""
    return frozenset(" ".join(part.split()) for line in text.splitlines() for part in line.split(",") if part.strip())
