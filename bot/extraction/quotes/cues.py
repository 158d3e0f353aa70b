"""Words that say that somebody says or thinks something."""

from bot.extraction.lexicon import TITLES
from bot.extraction.words import words

SAYING = words(
    """
    say tell add note write ask report argue suggest agree claim announce warn acknowledge continue explain mention
    insist declare respond reply state assert admit concede confess contend maintain observe remark recall reveal
    repeat emphasize emphasise stress reiterate comment conclude counter complain boast joke quip muse shout yell
    scream chant cry whisper mutter tweet post text email blog testify swear deny confirm allege predict inform
    remind assure advise lament protest proclaim pronounce point exclaim recount relate caution tout charge quote
    read sing begin start finish interject retort snap respond elaborate opine posit theorize speculate demand
    estimate calculate forecast indicate hint imply signal show find disclose document determine discover describe
    clarify stipulate rule hold decree affirm reaffirm attest vow pledge promise threaten guarantee urge echo
    summarize summarise rail fume grumble gush vent whine bemoan intone chide scold tease deadpan crow offer
    recommend propose specify underscore underline outline highlight preach lecture narrate sigh laugh weigh
    opined reckon volunteer venture chime chirp pen sum dispute
    """
)
"""Verbs of saying, by lemma: their clause is what was said."""

THINKING = words(
    """
    believe think know hope fear worry feel expect suspect assume doubt guess understand realize realise see
    imagine wonder consider regard figure recognize recognise learn hear bet wish trust anticipate presume remember
    forget decide fret project assess dream suppose envision
    """
)
"""Verbs of thinking: their clause is what somebody thinks, as others report it."""

INTENDING = words(
    """
    want plan hope promise vow pledge threaten agree refuse decline intend seek aim expect vote offer propose
    demand ask claim choose decide opt wish swear volunteer urge need prefer like
    """
)
"""Verbs with an infinitive that says what somebody means to do."""

JUDGING = words(
    """
    call describe criticize criticise praise accuse blame denounce condemn dismiss mock slam blast attack
    characterize characterise label dub brand deem term compare liken portray depict hail laud applaud
    cite discuss mention address question support oppose endorse back reject defend echo
    deny express note dispute challenge reference raise propose announce report reveal admit
    acknowledge urge predict suggest emphasize stress welcome detail explain outline underscore highlight
    favor favour advocate view want demand recall understand promise offer tout claim protest decry deride lambast
    ridicule invoke know disavow rebuke chide chastise commend
    """
)
"""Verbs whose object is what was said of something: "called it a scam"."""

NAMING = words("call dub label brand hail describe deem term nickname christen")
"""Verbs that give something a name, which may have the capitals of a title."""

WORDING = NAMING | words(
    """
    say tell write add ask warn argue claim declare announce insist tweet post shout yell put refer characterize
    characterise portray denounce condemn state reply respond conclude quote explain
    """
)
"""Verbs for the very words of somebody: what is quoted within their clause is theirs, whoever tells of it."""

NOUNS = words(
    """
    claim statement assertion allegation argument belief view report suggestion idea notion fact accusation
    declaration announcement warning prediction promise pledge hope fear concern contention conclusion finding
    impression opinion sign indication remark comment admission complaint feeling suspicion conviction insistence
    acknowledgment rumor rumour evidence word news charge theory confidence expectation acknowledgement denial
    message question criticism speculation demand call decision plan
    """
)
"""Nouns that a "that …" may follow, which is what was said."""

SURE = words(
    """
    adamant certain sure confident hopeful optimistic pessimistic convinced clear doubtful sceptical skeptical afraid
    worried concerned fearful proud glad sorry unsure aware insistent unequivocal positive persuaded satisfied
    """
)
"""Adjectives whose "that …" is what somebody holds: "was adamant that"."""

VIEWS = words("view opinion word estimation telling mind eye assessment judgment judgement account reading")
"""What somebody has in "in her view", of which the sentence around it is told."""

ABOUT = {
    "warn": "of about against",
    "complain": "of about",
    "call": "for on",
    "boast": "of about",
    "speak": "of about",
    "hint": "at",
    "talk": "about",
    "refer": "to",
    "comment": "on",
    "worry": "about",
    "allude": "to",
    "joke": "about",
    "remark": "on",
    "muse": "about",
    "ask": "about for",
    "insist": "on",
    "push": "for",
    "argue": "for against",
    "agree": "with",
    "disagree": "with",
}
"""Verbs whose object behind a preposition is what was said: "warned of a flood", "called for talks"."""

DIRECT = SAYING | THINKING | JUDGING | words("go be conclude declare put have like give come add")
"""Verbs that may stand beside what is said word for word."""

PERSONS = TITLES | words(
    """
    man woman boy girl people person official source voter resident supporter critic opponent citizen parent mother
    friend neighbour neighbor colleague worker employee student pupil farmer witness survivor victim suspect
    worshipper protester protestor demonstrator passenger customer tourist visitor lawmaker democrat republican
    conservative liberal police authority government administration ministry company campaign committee team union
    court group report study survey poll statement website newspaper agency spokesperson analyst researcher
    observer insider staffer aide donor delegate immigrant migrant refugee narrator juror blogger fan guest host wife
    husband son daughter family couple member crowd audience participant respondent editorial memo letter document
    """
)
"""Nouns for those who can speak, and for what speaks for them."""


def is_person(word: str) -> bool:
    """Whether a noun is for somebody who can speak; its plural too."""
    return word in PERSONS or (word.endswith("s") and word[:-1] in PERSONS)
