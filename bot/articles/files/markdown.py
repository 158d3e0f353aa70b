"""Markdown as plain text: headings, paragraphs and lists are kept, their marks and the targets of links are not.

The expressions are linear in the input, whatever it holds: no part of one can run over the beginning of its next match.
"""

import re

_FENCED = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)\n?", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_TARGET = r"(?:\((?:[^()\n]++|\([^()\n]*+\))*+\)|\[[^\[\]\n]*+\])"
_PICTURE = re.compile(rf"!\[[^\[\]\n]*+\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]\n]*+)\]{_TARGET}")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]*\S.*\n?", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=.*\w)(.{1,200})\n {0,3}(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$", re.MULTILINE)
_STARRED = re.compile(r"^([ \t]{0,12})[*+][ \t]+", re.MULTILINE)
_EMPHASIS = (
    re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^_\n]{0,1000}[^\s_\\])\1(?!\w)"),
    re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*\n]{0,1000}[^\s*\\])\1"),
    re.compile(r"(?<!\\)(~~)(?=[^\s~])([^~\n]{0,1000}[^\s~\\])\1"),
)
_CODE = re.compile(r"(?<!`)`([^`\n]{1,500})`(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|])")
_HARD_BREAK = re.compile(r"(?<! ) {2,}$|\\$", re.MULTILINE)
_NESTED = 3  # emphasis in emphasis


def plain(text: str) -> str:
    """The text of a Markdown file (CommonMark's usual constructs); blocks of code are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _COMMENT.sub("", _FENCED.sub("\n", text))
    text = _DEFINITION.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))  # a link around a picture is left empty
    text = _TAG.sub("", text)
    text = _UNDERLINED.sub("\\1\n", text)
    text = _RULE.sub("", text)
    text = _HEADING.sub(_heading, text)
    text = _STARRED.sub(r"\1- ", text)
    for _ in range(_NESTED):
        for emphasis in _EMPHASIS:
            text = emphasis.sub(r"\2", text)
    text = _HARD_BREAK.sub("", _CODE.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text)


def _heading(found: re.Match[str]) -> str:
    return f"\n{found[1].rstrip().rstrip('#').rstrip()}\n"
