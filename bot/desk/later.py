"""What cannot be told at present: whoever told it tries again."""


class Later(Exception):  # noqa: N818 - an answer
    """Nothing can be sent there at present; the message says why."""
