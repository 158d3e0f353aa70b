"""The numbers by which two articles are judged to be on one event, or not: docs/decisions/0015-stories.md.

Those of `Evidence` were fitted by logistic regression with a ridge of 5 over all pairs of articles of ECB+ and, at half
weight, of CNN/DailyMail and Multi-News (development halves), with the seed articles as events of their own, which few
people are in. The ridge is what holds on topics that they were not fitted on: with less of it names and numbers weigh
more, and one saga is told for one event. The rest is by hand.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Log-odds that two articles are on one event: each number times a likeness from 0 to 1, and what they start from.

    Likenesses are cosines, but for `shared`: the share of the names of the article with fewer that the other has.
    """

    start: float
    names: float  # of the words of names, early ones above all
    persons: float  # of persons by their full names
    shared: float
    words: float  # of content words that belong to no name, early ones above all
    numbers: float  # of what begins with a digit: counts, sums, dates


EVIDENCE = Evidence(start=-5.4, names=5.3, persons=2.1, shared=3.3, words=0.3, numbers=4.5)

SILENT, PER_SILENCE = 0.1, -60.0
"""Articles whose likeness in words is below `SILENT` lose so much for each unit that is missing: the same people are in
many matters, and the gold data has few of those. Of its articles on one event 95 % are more alike."""

PER_DAY = -0.25
"""Log-odds for each day between the publication of two articles: events of one kind with the same people recur."""

WINDOW = 7
"""Days between two articles from which on they are not compared: what comes later joins by what came in between."""

TOGETHER = 500
"""Links are per mille: articles whose average link is more likely than not are one story."""

STRAYS, STORY, FOLLOWS = 2, 3, 300
"""Up to `STRAYS` articles that are left over join the story of at least `STORY` that they fit best, from this average
link on: what is short, or tells a part, has little in common with the rest. By hand; 250 and 350 are as good."""

FAINT = 100
"""A link below this is none: dropping them changed nothing on the development half."""

NAME_FADE, WORD_FADE, WORD_FLOOR = 5.0, 4.0, 0.1
"""The sentences over which a name, or a word, loses weight to 1/e; a word has `WORD_FLOOR` wherever it stands."""
