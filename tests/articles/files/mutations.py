"""Files with something wrong: samples of each kind, changed at random, inside their members and streams too."""

from collections.abc import Callable
from random import Random

from tests.articles.files import samples

_NUMBERS = (b"0", b"-1", b"65536", b"4294967295", b"99999999999999999999", b"1e400", b"0.00001", b"NaN")
_PIECES = (
    b"<", b">", b"&#0;", b"&a;", b"]]>", b"<!DOCTYPE a [", b"<w:p>", b"{", b"}", b"\\bin99999999 ", b"\\u-1?", b"\\'zz",
    b"<<", b">>", b"endobj", b"endstream", b"stream\n", b"1 0 R", b" 0 Tf ", b"BT ", b" Tj ", b"/Kids [1 0 R]",
    b"Content-Type: multipart/mixed; boundary=a\n\n", b"--a\n", b"=?utf-8?b?", b"\x00", b"\xff\xfe", b"PK\x01\x02",
    b"\n\n",
)  # fmt: skip
_LONGEST_REPEAT = 20_000  # bytes

Maker = Callable[[Random], bytes]


def plainly(raw: bytes) -> Maker:
    """Changes of the bytes of a file."""
    return lambda random: mutated(raw, random)


def inside(raw: bytes) -> Maker:
    """Changes of the members of a ZIP file; one in four of its own bytes."""
    members = samples.unzipped(raw)
    plain = {name: content for name, content in members.items() if name.endswith((".xml", ".rels", "html", ".opf"))}

    def make(random: Random) -> bytes:
        if random.random() < 0.25:
            return mutated(raw, random)
        changed = dict(members)
        for name in random.sample(sorted(plain), min(len(plain), random.randint(1, 2))):
            content = plain[name]
            changed[name] = mutated(content.encode() if isinstance(content, str) else content, random)
        return samples.zipped(changed)

    return make


def mutated(raw: bytes, random: Random) -> bytes:
    """One to six changes."""
    for _ in range(random.randint(1, 6)):
        raw = _change(raw, random)
    return raw


def _change(raw: bytes, random: Random) -> bytes:
    start = random.randrange(len(raw) + 1)
    end = min(len(raw), start + int(random.paretovariate(0.7)))
    part = raw[start:end]
    kind = random.randrange(7)
    if kind == 0:
        put = random.randbytes(len(part))
    elif kind == 1:
        put = b""
    elif kind == 2:
        put = random.choice(_PIECES) + part
    elif kind == 3:
        put = part * min(int(random.paretovariate(0.4)), _LONGEST_REPEAT // max(1, len(part)))
    elif kind == 4:
        return _with_other_number(raw, start, random)
    elif kind == 5:
        return raw[:start] if random.random() < 0.2 else raw[:start] + part + raw[start:]
    else:
        put = bytes([random.randrange(256)]) + part[1:]
    return raw[:start] + put + raw[end:]


def _with_other_number(raw: bytes, start: int, random: Random) -> bytes:
    """The next digits behind `start` replaced by a number that nobody expects."""
    while start < len(raw) and not raw[start : start + 1].isdigit():
        start += 1
    end = start
    while end < len(raw) and raw[end : end + 1].isdigit():
        end += 1
    return raw[:start] + random.choice(_NUMBERS) + raw[end:]


def makers() -> dict[str, Maker]:
    """A source of changed files for each kind, by the name to post them under."""
    markdown = (
        f"---\ntitle: a\n---\n# {samples.TITLE}\n\n* **{samples.FIRST}**\n\n> [{samples.SECOND}](http://a.org)\n```\n"
    )
    page = f"<!DOCTYPE html><html><head><title>a</title></head><body><article><p>{samples.FIRST}<p>{samples.SECOND}"
    lines = [(72.0, 700.0 - 12 * n, samples.FIRST[:60]) for n in range(6)]
    return {
        "a.txt": plainly(f"{samples.TITLE}\n\n{samples.FIRST}\n\nBy Jane Roe\n\n{samples.SECOND}".encode()),
        "a.md": plainly(markdown.encode()),
        "a.html": plainly(page.encode()),
        "a.pdf": plainly(samples.drawn([lines, lines], pageCompression=0)),
        "packed.pdf": plainly(samples.newspaper([samples.paragraph(n) for n in range(12)])),
        "a.docx": inside(samples.word_file()),
        "a.odt": inside(samples.open_document()),
        "a.epub": inside(samples.book()),
        "a.eml": plainly(bytes(samples.mail())),
        "a.rtf": plainly(samples.RICH),
    }
