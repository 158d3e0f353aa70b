"""What pages print around a story: share bars, cookie notices, credits, sign-ups, rights.

Every pattern is bounded, so that matching costs the same however long or hostile the text is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.articles.types import Span

SHARE_BAR = "share buttons"
COOKIES = "a cookie notice"
BOT_CHECK = "a browser check"
NOTICE = "a notice of the web page"
CREDIT = "photo credits"
CAPTION = "photo captions"
LINKS = "links to other stories"
SIGN_UP = "an invitation to sign up"
RIGHTS = "a copyright notice"
NAVIGATION = "page navigation"
DIVIDER = "a dividing line"
BARE_LINK = "a bare link"
ADVERTISEMENT = "an advertisement label"
STAFF = "a note of the newsroom"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a text that is not the story; `name` says what it is in words fit for a card."""

    span: Span
    name: str


_INSIDE = r"(?:[^.!?\n]|[.!?](?=[^\s\"'”’)])|(?<=\b\w)\.)"  # inside a sentence; the dots of "a.com" and "U.N." are, too
_TO_END = rf"{_INSIDE}{{0,300}}+[.!?…]{{0,3}}[\"'”’)]?"
_STOP = r"[^\S\n]{0,3}[.!:…»]{0,3}(?=\s|$)"

_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        LINKS,
        (
            r"related articles\s+\.\s+(?:previous\s+\.\s+)?(?:\d\s+\.\s+){0,9}(?:next\s+\.)?"
            r"(?:\s+share this article\s+\.)?(?:\s+share\s+\.)?"
        ),
    ),
    (
        SHARE_BAR,
        (
            rf"share this (?:article|story|page|post|video)(?: (?:with|on|via) [^\n.]{{0,40}})?{_STOP}"
            rf"(?:[^\S\n]{{1,3}}share{_STOP})?"
        ),
    ),
    (SHARE_BAR, rf"e-?mail (?:this )?(?:(?:article|story|page) )?to a friend{_STOP}"),
    (SHARE_BAR, r"click to (?:share|email|print)\b[^\n.]{0,60}\(opens in new window\)"),
    (
        COOKIES,
        (
            r"(?:we|this (?:web)?site|our (?:web)?site"
            r"|(?:we and )?our partners)\b[^.!?\n]{0,40}\buses? (?:[a-z-]{1,15} )?cookies\b"
            rf"{_TO_END}"
        ),
    ),
    (
        COOKIES,
        (
            r"by (?:continuing|using|browsing|clicking|closing)\b[^.!?\n]{0,80}\b(?:you|accept"
            r"|agree)\b[^.!?\n]{0,60}"
            rf"\b(?:cookies|terms|policy)\b{_TO_END}"
        ),
    ),
    (NOTICE, rf"the interactive transcript could not be loaded{_STOP}"),
    (NOTICE, rf"this feature is not available right now\.(?: please try again later{_STOP})?"),
    (NOTICE, rf"media playback is (?:un|not )supported(?: on (?:your|this) device)?{_STOP}"),
    (NOTICE, rf"sorry,? we (?:are|can)[^.!?\n]{{0,30}} accept(?:ing)? comments\b{_TO_END}"),
    (NOTICE, rf"(?:we are|we're) (?:not currently|no longer) accepting comments\b{_TO_END}"),
    (
        LINKS,
        (
            r"scroll down (?:for (?:the )?(?:full )?(?:videos?|more|pictures?|photos)|to (?:see|watch|read)\b"
            rf"[^.!?\n]{{0,80}}){_STOP}"
        ),
    ),
    (
        CREDIT,
        (
            r"image copyright (?:(?:AFP|AP|EPA|PA|BBC|NASA|Getty Images|Reuters|Thinkstock|Science Photo Library)"
            r"(?:[^\S\n]?/[^\S\n]?)?){1,3}(?=\s|$)"
        ),
    ),
    (LINKS, rf"click (?:here|the link|below|through)\b[^.!?\n]{{0,20}}?\b(?:to|for)\b{_TO_END}"),
    (
        LINKS,
        (
            rf"(?:read|listen to|watch|see) (?:more|or share this story|also|the full (?:story|article|video"
            rf"|clip))\s?:{_TO_END}"
        ),
    ),
    (LINKS, rf"follow (?:us\b|@|[^.!?\n]{{2,80}} on (?:twitter|facebook|instagram|social media)\b){_TO_END}"),
    (
        LINKS,
        (
            r"(?:watch|listen to|see) (?:the )?(?:full )?(?:video|(?:audio )?clip|report|pictures) (?:here"
            r"|below|above)"
            rf"\s?[:»]?{_STOP}"
        ),
    ),
    (
        SIGN_UP,
        (
            r"(?:sign[ -]?up|subscribe|register)\b[^.!?\n]{0,60}\b(?:newsletters?|e-?mails?|alerts?|inbox"
            r"|unlimited|digest"
            rf"|free trial)\b{_TO_END}"
        ),
    ),
    (
        RIGHTS,
        (
            r"(?:copyright|©|\(c\) ?(?=\d{4}))[^\S\n]{0,3}(?:©|\(c\))?[^\S\n]{0,3}(?:\d{4}|by [a-z]|©)"
            rf"{_TO_END}"
        ),
    ),
    (RIGHTS, rf"all rights reserved\b{_TO_END}"),
    (
        RIGHTS,
        (
            r"this (?:material|article|content|story) (?:may|must|can) ?not be (?:published|reproduced"
            r"|broadcast|republished"
            rf"|copied|redistributed|used without)\b{_TO_END}"
        ),
    ),
    (STAFF, rf"(?:editor(?:'s|’s|s)? note|editors['’]? note|correction|clarification) ?:{_TO_END}"),
    (
        STAFF,
        (
            r"\(?(?:reporting|writing|additional reporting|edited|compiled) by [^\n()]{3,200}?(?:[.)](?=\s|$)"
            r"|(?=\n|$))"
        ),
    ),
)

_LINES: tuple[tuple[str, str], ...] = (
    (SHARE_BAR, r"\d[\d.,]{0,9}[km]? (?:shares?|comments?)\b[^\n]{0,60}"),
    (SHARE_BAR, r"help spread the word\b[^\n]{0,100}"),
    (
        COOKIES,
        (
            r"(?:accept|manage|reject|allow)(?: all)?(?: (?:my|your))? (?:cookies?|choices"
            r"|preferences)\b[^\n]{0,60}"
        ),
    ),
    (COOKIES, r"(?:cookie|privacy) (?:policy|settings|preferences|notice)\b[^\n]{0,60}"),
    (
        COOKIES,
        (
            r"[^\n]{0,160}\b(?:uses?|accept|manage|reject) (?:all |our |[a-z]{1,15} )?cookies\b[^\n]{0,200}"
            r"\b(?:consent|settings|policy|experience|preferences|agree|your use of)\b[^\n]{0,300}"
        ),
    ),
    (BOT_CHECK, r"just a moment\.{0,3}…?"),
    (BOT_CHECK, r"checking (?:your|if the site) (?:browser|connection)\b[^\n]{0,120}"),
    (BOT_CHECK, r"(?:please )?enable javascript\b[^\n]{0,200}"),
    (BOT_CHECK, r"verify(?:ing)? (?:that )?you are (?:a )?human\b[^\n]{0,200}"),
    (BOT_CHECK, r"you must enter the characters\b[^\n]{0,100}"),
    (NOTICE, r"this field is for validation purposes\b[^\n]{0,80}"),
    (NOTICE, r"(?:tweet with a location|add a location to your tweets)[^\n]{0,10}"),
    (NOTICE, r"comments are (?:now )?closed[^\n]{0,60}"),
    (
        CREDIT,
        (
            r"(?:(?:ap|file|handout|courtesy|stock) )?(?:photo|photograph|picture|image)s?"
            r" ?(?::|by|courtesy(?: of)?|credit:?|copyright|–|—|/)[^\n]{1,120}"
        ),
    ),
    (CREDIT, r"(?:photo |picture |image )?credit: ?[^\n]{1,80}"),
    (CAPTION, r"(?:image|media) caption\b[^\n]{1,300}"),
    (CAPTION, r"image copyright\b[^\n]{0,60}\bimage caption\b[^\n]{1,300}"),
    (CAPTION, r"(?:enlarge this image|enlarge|toggle caption|hide caption)\b[^\n]{0,120}"),
    (
        CAPTION,
        (
            r"[^\n]{1,400}\((?:[^()\n]{0,60}\b(?:photos?|photographer|getty images|image)\b[^()\n]{0,80}"
            r"|photo[^()\n]{0,80})\)(?: \((?:the )?associated press\))?"
        ),
    ),
    (CAPTION, r"[^\n]{1,400}\((?:the )?associated press\)|file ?[-–—] ?(?:in )?this [^\n]{1,400}"),
    (LINKS, r"(?:read|watch|see|view|find out|learn) more(?: (?:on|from|about|at|in)\b[^\n]{0,120})?[.…»>:]{0,3}"),
    (
        LINKS,
        (
            r"(?:related|read next|see also|also read|don['’]t miss|must read|recommended|you may also like"
            r"|watch|listen|more|more on this|in pictures|video)[^\S\n]?:[^\n]{0,200}"
        ),
    ),
    (
        LINKS,
        (
            r"(?:related|recommended|further) (?:articles?|stories|story|topics?|content|coverage|links?"
            r"|videos?|reading|news)\b[^\n.]{0,60}"
        ),
    ),
    (LINKS, r"more (?:on this story|stories|news|videos?|from [^\n.]{1,60}|like this)[.:]?"),
    (LINKS, r"\[related:[^\n]{1,200}\]"),
    (LINKS, r"just watched\b[^\n]{0,200}must watch\b[^\n]{0,200}"),
    (LINKS, r"(?:topics|tags|keywords|permalink|filed under|find all [^\n]{1,40})[^\S\n]?:[^\n]{0,300}"),
    (BARE_LINK, r"\(?(?:https?://|www\.|pic\.twitter\.com/|twitter\.com/)\S{1,300}\)?"),
    (
        LINKS,
        (
            r"(?:most (?:read|popular|viewed|shared|commented)|trending(?: now)?|popular now)[^\n.]{0,20}"
            r"(?:\n[^\S\n]{0,3}(?:\d{1,2}[.)]?|[-•*]) [^\n]{1,120}){0,10}"
        ),
    ),
    (
        SIGN_UP,
        (
            r"[^\n.!?]{0,60}\b(?:sign up|subscribe) (?:for|to) (?:our|the|my|this)\b[^\n.!?]{0,60}\b"
            r"(?:newsletter|e-?mails?|alerts?|briefing)\b[^\n]{0,60}"
        ),
    ),
    (
        SIGN_UP,
        (
            r"get (?:the |our |all )?(?:latest|breaking|top|daily|today['’]s|best)\b[^\n]{0,120}\b(?:inbox|e-?mail"
            r"|newsletter)\b[^\n]{0,40}"
        ),
    ),
    (SIGN_UP, r"(?:enter|your) (?:your )?e-?mail(?: address)?\b[^\n]{0,40}"),
    (SIGN_UP, r"thank(?:s| you) for (?:subscribing|signing up)\b[^\n]{0,60}"),
    (
        SIGN_UP,
        (
            r"(?:subscribe|sign up|log ?in|sign in|register)(?: (?:now|today|here|free|for free"
            r"|for unlimited access)){0,2}[.!]?"
        ),
    ),
    (RIGHTS, r"copyright\b[^\n]{1,120}"),
    (NAVIGATION, r"skip (?:to|past) (?:main|content|navigation|the)[^\n]{0,60}"),
    (
        NAVIGATION,
        (
            r"(?:back to top|jump to (?:content|navigation)|load more|show more|view comments|leave a comment"
            r"|add a comment|post a comment|comments?(?: \(\d{1,6}\))?|print this (?:page|article)"
            r"|printable version|next article|previous article|menu)[^\w\n]{0,5}"
        ),
    ),
    (NAVIGATION, r"[^\n|\d.]{1,25}(?:\|[^\n|\d.]{1,25}){2,15}"),
    (DIVIDER, r"(?:_{1,80}|-{3,80}|={3,80}|\*(?: ?\*){2,40}|#{3,40})"),
    (
        ADVERTISEMENT,
        (
            r"(?:(?:photo )?advertisement|sponsored(?: content)?|(?:story|article) continues below|continue reading"
            r"(?: below| the main story)?)\b[^\n.]{0,60}"
        ),
    ),
    (STAFF, r"(?:contributing|with assistance (?:by|from)|with reports? from):? [^\n.]{3,160}[.]?"),
    (STAFF, r"(?:contact|e-?mail|reach|to reach|write to)\b[^\n]{0,100}@[\w-]{1,60}\.\w{2,12}[^\n]{0,60}"),
    (STAFF, r"(?:twitter:? ?)?@\w{2,30}"),
    (STAFF, r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.\w{2,12}){1,3}\b[^\n]{0,30}"),
    (STAFF, r"(?:first |originally |last )?(?:posted|published|updated)(?: on)?[.:]?"),
    (
        STAFF,
        (
            r"this (?:story|article) (?:was|has been) (?:originally |first |last )?(?:published|updated|posted"
            r"|corrected)\b[^\n]{0,120}"
        ),
    ),
)

_SHARE_WORD = (
    r"(?:facebook|twitter|e-?mail|share|tweet|pin(?: it| interest)?|pinterest|reddit|linkedin|whatsapp|telegram|print"
    r"|flipboard|tumblr|instagram|messenger|copy link|google\+?|stumbleupon|digg|delicious|save|like|comments?|post"
    r"|this|article|story|on|via|x)"
)


def _union(rules: tuple[tuple[str, str], ...]) -> str:
    return "|".join(f"(?P<r{number}>{pattern})" for number, (_, pattern) in enumerate(rules))


_START = r"(?:(?<![^\n])|(?<=[.!?…»\"'”’)\]:])[^\S\n]{1,4})[^\S\n]{0,4}"
_SENTENCE = re.compile(rf"{_START}(?=[a-z(©][^\n]{{6}})(?:{_union(_SENTENCES)})", re.IGNORECASE)
_LINE = re.compile(
    rf"^[^\S\n]{{0,4}}(?=[\w([@*][^\n]{{2}}|[=#-]{{3}})(?:{_union(_LINES)})[^\S\n]{{0,4}}$",
    re.IGNORECASE | re.MULTILINE,
)
_BAR = re.compile(
    rf"^[^\S\n]{{0,4}}{_SHARE_WORD}\b(?:[^\w\n]{{0,5}}{_SHARE_WORD}\b){{0,20}}+[^\w\n]{{0,5}}$",
    re.IGNORECASE | re.MULTILINE,
)
_PLAIN_BAR = re.compile(r"\W*(?:share|tweet|share this|whatsapp|pinterest|copy link)\W*", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()\n]{2,120}\)")
_CREDIT = re.compile(
    r"\((?:(?:AP|AFP|EPA|Reuters|Getty|File|Stock) )?(?:Photos?|Images?|Pictures?|Pics?"
    r"|Photo illustration)\b ?(?:[:/]|by|courtesy"
    r"|credit|\))|\((?:photo|image|picture)s? ?(?:credit|courtesy|by|:)|\([^()]*(?:Getty Images|AP Photo|/AFP|/Reuters"
    r"|Staff Photographer|Handout)[^()]*\)$|\((?:The )?Associated Press\)$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontribut(?:ed|ing) (?:to this (?:report|story|article)|reporting)\b[^\n.]{0,60}\.?", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]?\s+(?=[^a-z\s])|\n")


def boilerplate(text: str) -> list[Piece]:
    """All boilerplate in `text`, sorted by start; stretches may overlap."""
    found = [*_matches(_SENTENCE, _SENTENCES, text), *_matches(_LINE, _LINES, text)]
    found += _share_bars(text)
    found += _credits(text)
    found += _contributors(text)
    return sorted(found, key=lambda item: item.span)


def _matches(pattern: re.Pattern[str], rules: tuple[tuple[str, str], ...], text: str) -> Iterator[Piece]:
    for found in pattern.finditer(text):
        group = found.lastgroup or "r0"
        yield Piece(Span(*found.span(group)), rules[int(group[1:])][0])


def _share_bars(text: str) -> Iterator[Piece]:
    """Lines made of the names of networks. One name alone counts only beside another such line."""
    lines = [found.span() for found in _BAR.finditer(text)]
    for index, (start, end) in enumerate(lines):
        many = len(text[start:end].split()) > 1
        after = index > 0 and not text[lines[index - 1][1] : start].strip()
        before = index + 1 < len(lines) and not text[end : lines[index + 1][0]].strip()
        if many or after or before or _PLAIN_BAR.fullmatch(text, start, end):
            yield Piece(Span(start, end), SHARE_BAR)


def _credits(text: str) -> Iterator[Piece]:
    for found in _BRACKET.finditer(text):
        if _CREDIT.match(found.group()):
            yield Piece(Span(*found.span()), CREDIT)


def _contributors(text: str) -> Iterator[Piece]:
    """Sentences that end "… contributed to this report": back to the end of the sentence before."""
    for found in _CONTRIBUTED.finditer(text):
        floor = max(0, found.start() - 250)
        ends = [end.end() for end in _SENTENCE_END.finditer(text, floor, found.start())]
        start = ends[-1] if ends else floor
        if ends or floor == 0:
            yield Piece(Span(start, found.end()), STAFF)
