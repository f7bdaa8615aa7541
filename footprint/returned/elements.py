"""Where the elements of an XML part stand, byte by byte, so that what is not touched stays as it was.

A part is never parsed and written again: new bytes are put between old ones. expat says where, so that comments, CDATA,
prefixes and quotes in attributes mislead nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

_TAG = re.compile(rb"<(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_DECLARED = re.compile(rb"^(<\?xml[^>]*?encoding\s*=\s*[\"'])([\w.\-]+)")
_ENCODINGS = re.compile(r"utf-16(?:le|be)?|iso-8859-\d+|windows-\d+|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5")
"""Encodings that parts are read in besides UTF-8; some that Python knows are no encodings of files, and slow."""
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Edit = tuple[int, int, bytes]
"""From where to where, and what stands there instead."""


class UnreadableError(ValueError):
    """A part is no XML, declares entities, or is in an unknown encoding."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element and its place.

    Attributes
    ----------
    tag, name
        Its name as written ("x:row"), and without its prefix.
    parent
        Position of the element it stands in, -1 for the root.
    start, inner, close, end
        Bytes where it starts, where its content starts and ends, and where it ends.
    text
        The text directly in it.
    """

    tag: str
    name: str
    attributes: Mapping[str, str]
    parent: int
    start: int
    inner: int
    close: int
    end: int
    text: str = ""

    @property
    def closed(self) -> bool:
        """Return whether the element is one tag (<row/>)."""
        return self.inner == self.end


def local(tag: str) -> str:
    """Return a name without its prefix.

    >>> local("x:row")
    'row'
    """
    return tag.rpartition(":")[2]


def as_utf8(data: bytes) -> bytes:
    """Return a part in UTF-8.

    Raises
    ------
    UnreadableError
        If the encoding is unknown or the bytes are not in it.
    """
    found = _DECLARED.match(data)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (found[2].decode() if found else "utf-8")
    try:
        if encoding.lower() in ("utf-8", "us-ascii", "ascii"):
            return data
        if _ENCODINGS.fullmatch(encoding.lower()) is None:
            raise UnreadableError(encoding)
        text = data.decode(encoding).encode()
    except (LookupError, UnicodeDecodeError) as fault:
        raise UnreadableError(str(fault)) from fault
    return _DECLARED.sub(rb"\1UTF-8", text)


def parser_of_parts() -> expat.XMLParserType:
    """Return a parser that refuses declarations, and so entities; its handlers are still to be set."""
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declarations
    return parser


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    """Parse a part; raise UnreadableError for what is no plain XML."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise UnreadableError(str(fault)) from fault


def _refuse_declarations(*_: object) -> None:
    raise UnreadableError("a document type declaration")


def tag_end(data: bytes, start: int) -> int:
    """Return where the tag that starts at `start` ends."""
    found = _TAG.match(data, start)
    if found is None:
        raise UnreadableError(f"no tag at byte {start:,}")
    return found.end()


def is_closed(data: bytes, inner: int) -> bool:
    """Return whether the tag that ends at `inner` is an element of its own (<row/>)."""
    return data[inner - 2 : inner] == b"/>"


def elements(data: bytes) -> list[Element]:
    """Return all elements of a part, in the order in which they start."""
    found: list[Element] = []
    opened: list[int] = []
    texts: list[list[str]] = []

    parser = parser_of_parts()

    def start(tag: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        inner = tag_end(data, at)
        found.append(Element(tag, local(tag), attributes, opened[-1] if opened else -1, at, inner, inner, inner))
        opened.append(len(found) - 1)
        texts.append([])

    def end(tag: str) -> None:
        at = parser.CurrentByteIndex
        place, words = opened.pop(), texts.pop()
        one = found[place]
        if not is_closed(data, one.inner):
            stop = tag_end(data, at)
            found[place] = Element(
                tag, one.name, one.attributes, one.parent, one.start, one.inner, at, stop, "".join(words)
            )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda words: texts[-1].append(words)
    parse(parser, data)
    return found


def children(found: list[Element], place: int) -> list[Element]:
    """Return the elements directly in the one at `place`."""
    return [element for element in found if element.parent == place]


def first(found: list[Element], name: str) -> int:
    """Return the position of the first element of a name, or -1."""
    return next((place for place, element in enumerate(found) if element.name == name), -1)


def prefix_of(tag: str) -> str:
    """Return the prefix of a name with its colon.

    >>> prefix_of("x:row"), prefix_of("row")
    ('x:', '')
    """
    return tag[: len(tag) - len(local(tag))]


def appended(data: bytes, element: Element, raw: bytes) -> Edit:
    """Return the edit that puts `raw` at the end of an element's content."""
    if not element.closed:
        return element.close, element.close, raw
    opening = data[element.start : element.end - 2].rstrip()
    return element.start, element.end, opening + b">" + raw + f"</{element.tag}>".encode()


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the part with all edits made; edits at one place in their order.

    >>> splice(b"abcd", [(3, 3, b"-"), (0, 1, b"A")])
    b'Abc-d'
    """
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[at:start], new]
        at = end
    return b"".join([*pieces, data[at:]])


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Return a start tag with an attribute set.

    >>> with_attribute(b'<row r="1" spans="1:2">', "spans", "1:9"), with_attribute(b"<row/>", "r", "1")
    (b'<row r="1" spans="1:9">', b'<row r="1"/>')
    """
    written = f' {name}="{escaped(value)}"'.encode()
    old = re.compile(rf"\s{re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')".encode())
    if old.search(tag):
        return old.sub(lambda _: written, tag, count=1)
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + written + tag[at:]


def without_attribute(tag: bytes, name: str) -> bytes:
    """Return a start tag without an attribute.

    >>> without_attribute(b'<row r="1" ht="15.5" spans="1:2">', "ht"), without_attribute(b'<row r="1">', "ht")
    (b'<row r="1" spans="1:2">', b'<row r="1">')
    """
    return re.sub(rf"\s{re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')".encode(), b"", tag, count=1)


def escaped(text: str) -> str:
    """Return a text as XML holds it; what XML cannot hold becomes the sign for that."""
    return escape(_UNWRITABLE.sub("\ufffd", text), {'"': "&quot;", "\r": "&#13;"})
