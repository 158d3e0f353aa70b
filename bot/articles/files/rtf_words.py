"""Control words of RTF: destinations without running text, words for characters, the code pages of charsets."""

SKIPPED = frozenset({
    "annotation", "atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref", "atntime", "atrfend", "atrfstart",
    "background", "bkmkend", "bkmkstart", "blipuid", "buptim", "category", "colortbl", "comment", "company",
    "datastore", "defchp", "defpap", "doccomm", "docvar", "falt", "filetbl", "fldinst", "footer", "footerf",
    "footerl", "footerr", "footnote", "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl",
    "headerr", "hlinkbase", "keywords", "latentstyles", "levelnumbers", "leveltext", "listlevel", "listname",
    "listoverride", "listoverridetable", "listtable", "listtext", "manager", "mmathPr", "nextfile", "nonshppict",
    "objalias", "objclass", "objdata", "objname", "operator", "panose", "passwordhash", "pgptbl", "pict", "pntext",
    "pntxta", "pntxtb", "printim", "private", "revtbl", "revtim", "rsidtbl", "shpinst", "sn", "sp", "stylesheet",
    "subject", "sv", "tc", "template", "themedata", "txe", "userprops", "vern", "wgrffmtfilter", "xe", "xmlnstbl",
})  # fmt: skip
"""Destinations whose text is not on the page, or not part of the running text: headers, footnotes, bullets."""

CHARACTERS = {
    "line": "\n", "lbr": "\n", "softline": "\n", "tab": " ", "emdash": "—", "endash": "–", "emspace": " ",
    "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip

SYMBOLS = {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\"}

CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The code page of each font charset (Windows' LOGFONT)."""
