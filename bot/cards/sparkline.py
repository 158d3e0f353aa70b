"""Small trend graphs in text."""

from collections.abc import Sequence

from bot.cards.card import Series

BARS = "▁▂▃▄▅▆▇█"
"""Nothing, then seven heights up to the greatest count."""


def sparkline(counts: Sequence[int]) -> str:
    """One bar for each count, in proportion to the greatest; only a count of 0 has the lowest bar."""
    most = max(counts, default=0)
    return "".join(BARS[-(-count * (len(BARS) - 1) // most)] if count > 0 else BARS[0] for count in counts)


def graph(series: Series, width: int = 36) -> str:
    """A series on one line: its first bucket, at most `width` bars, its last bucket, and the greatest count.

    Neighbouring buckets share a bar, as their mean, where there are too many. Empty for a series without points.
    """
    if not series.points:
        return ""
    first, last = series.points[0][0], series.points[-1][0]
    label, most = max(series.points, key=lambda point: point[1])
    if first == last:
        return f"{first}: {most}"
    share = -(-len(series.points) // max(width, 1))
    counts = [count for _, count in series.points]
    runs = [counts[start : start + share] for start in range(0, len(counts), share)]
    bars = sparkline([sum(run) * share // len(run) for run in runs])
    return f"{first} {bars} {last} (most: {most}, {label})"
