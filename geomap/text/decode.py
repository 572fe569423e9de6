"""The encoding of a text file: as it is marked or declared, or as can be detected."""

import codecs
import re

from geomap.errors import UnreadableDocumentError

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_LOOKED_AT = 2048


def decode(content: bytes, name: str, *, expected: str, declared: str | None = None) -> str:
    """The text of some bytes: UTF-8, UTF-16 with its mark, as declared, or as can be detected.

    Args:
        content: The bytes of a file.
        name: What the file is called.
        expected: What a file that is no text should have been.
        declared: An encoding that the file names itself.

    Raises:
        UnreadableDocumentError: If they are no text, or in no encoding that can be told.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableDocumentError(name, "it is broken UTF-16", "Save it as UTF-8.") from error
    if b"\0" in content:
        raise UnreadableDocumentError(name, "it is a binary file, not text", expected)
    for encoding in ("utf-8-sig", declared):
        try:
            if encoding:
                return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _detect(content, name)


def declared_encoding(content: bytes) -> str | None:
    """The encoding that an HTML page names, if it is one of text."""
    match = _DECLARED.search(content[:_LOOKED_AT])
    if match is None:
        return None
    try:
        codec = codecs.lookup(match[1].decode("ascii"))
        b"a".decode(codec.name)
    except (LookupError, UnicodeError):
        return None
    return codec.name


def _detect(content: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    guesses = from_bytes(content)
    best = guesses.best()
    if best is None or best.chaos > 0.2:
        raise UnreadableDocumentError(name, "its encoding cannot be told", "Save it as UTF-8 and try again.")
    # Among equally good guesses Western European Windows text is by far the most common.
    western = [guess for guess in guesses if guess.encoding == "cp1252" and guess.chaos <= best.chaos]
    return str(western[0] if western else best)
