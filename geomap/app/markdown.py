"""Text from outside, made safe for the parts of Streamlit that read Markdown.

Labels, captions, messages and progress texts of Streamlit are Markdown with extras: colours
(``:red[...]``), icons (``:material/...:``), emoji (``:smile:``), formulas (``$...$``), arrows
(``->``), links, images and HTML entities. A title or a file name must appear as written. Longer
texts do not take this way: they go to our own elements, which show them with ``textContent``.
"""

import re

_SIGNS = "\\`*_{}[]()<>#+-.!|~$:&\"'=^@/"
_ESCAPES = {ord(sign): f"\\{sign}" for sign in _SIGNS}
_JOINER = "\u2060"
# Emoji names, arrows and bare addresses are found after escapes are resolved, so escaping does not
# keep them apart; an invisible joiner inside them does.
_LATE_SIGNS = re.compile(r"(?<=:)(?=\S)|(?<=[-<>~])(?=[-=>])|(?<=@)|(?<=www)(?=\.)", re.IGNORECASE)
_MAX_LABEL = 80


def escape_markdown(text: str) -> str:
    """The Markdown that shows a text as written, on one line."""
    line = " ".join(text.split())
    return _LATE_SIGNS.sub(_JOINER, line).translate(_ESCAPES)


def shorten(text: str, *, limit: int = _MAX_LABEL) -> str:
    """A text on one line, cut at a word with an ellipsis where it is longer than `limit` signs."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:–-") + "…"
