"""Discord's ids, its snowflakes: they count the milliseconds since 2015 in all but their last 22 bits."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def snowflake(moment: datetime) -> int:
    """The least id that something of this moment can have."""
    return (moment - _EPOCH) // _MILLISECOND << 22


def moment(snowflake: int) -> datetime:
    """When something of this id was made, to the millisecond."""
    return _EPOCH + (snowflake >> 22) * _MILLISECOND
