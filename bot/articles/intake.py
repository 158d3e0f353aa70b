"""Whether a message is an article: the rule for what people post in a watched channel."""

import re

from bot.articles.cleaning import clean

LEAST_WORDS = 60  # words of prose
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_UNSPACED_WORD = 2  # characters to a word in Chinese, Japanese and Thai, about
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]{1,200}`", re.DOTALL)
_NOISE = re.compile(r"<?https?://\S+>?|<[@#:a][^>\s]{1,60}>|\|\|")
_QUOTED = re.compile(r"[\"“][^\"”\n]{1,600}[\"”]")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?…]\s)|(?<=[.!?…][\"”’']\s))\S")
_SYMBOL = re.compile(r"[{}\[\]();=<>_\\|$&^~`]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHAT = _words(
    "i i'm i’m im i've i'd i'll me my mine u ur lol lmao btw tbh imo haha yeah gonna wanna guys hey thx pls ok okay"
)
_CHAT_SHARE = 0.05
_LONGEST_CHAT = 200  # words; longer texts in the first person are columns and letters
_SYMBOL_SHARE = 0.04
_LINE_WORDS = 12  # a paragraph this long is prose without a final full stop, too


def word_count(text: str) -> int:
    """Words and numbers in `text`; scripts without spaces count by pairs of characters."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // _UNSPACED_WORD


def is_article(text: str) -> bool:
    """Whether `text` holds 60 words or more of prose; chatter, code and lists of links do not."""
    plain = clean(_NOISE.sub(" ", _CODE.sub("\n", text)))
    words = word_count(plain)
    if words < LEAST_WORDS or len(_SYMBOL.findall(plain)) > _SYMBOL_SHARE * len(plain):
        return False
    prose = sum(word_count(paragraph) for paragraph in plain.split("\n") if _is_prose(paragraph))
    return prose >= LEAST_WORDS and 2 * prose >= words and not _is_chatter(plain)


def _is_prose(paragraph: str) -> bool:
    ends = paragraph.rstrip("\"'”’») ")[-1:] in {".", "!", "?", "…", "。", "！", "？", "؟", "।"}
    words = word_count(paragraph)
    return words >= _LINE_WORDS or (ends and words >= 4)


def _is_chatter(text: str) -> bool:
    """Whether somebody talks to the channel: says "I" outside quotations, or starts sentences small."""
    own = _QUOTED.sub("Q", text)  # a quotation may open a sentence: "…," she said
    if is_talk(own):
        return True
    starts = [found.group() for found in _SENTENCE.finditer(own)]
    return 2 * sum(start.islower() for start in starts) > len(starts)


def is_talk(text: str) -> bool:
    """Whether a text of less than 200 words is in the first person, or in the words of chat, outside quotations."""
    words = [word.lower() for word in _WORD.findall(_QUOTED.sub("Q", text))]
    return len(words) < _LONGEST_CHAT and sum(word in _CHAT for word in words) > _CHAT_SHARE * len(words)
