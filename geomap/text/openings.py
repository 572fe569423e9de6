"""Where the dateline of a report ends: "KYIV, Nov. 27 (AP) —" is no part of the sentence behind it."""

from __future__ import annotations

import re
from typing import Final

_LINES: Final = 8
"""A dateline stands in one of the first lines that are not empty: a headline and a byline may precede it."""

_LONGEST: Final = 120

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
FULL_DAY: Final = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}),?\s\d{{4}}"
_NO_OPENING: Final = r"(?!(?:In|On|At|By|From|Since|Until|The|And|But|\w+day)\b)"
_CAPITALS: Final = r"(?:[A-Z]{1,3}\.\s)?[A-Z][A-Z'’-]{2,}(?:\s[A-Z][A-Z.'’-]*){0,3}"
_TITLE_CASE: Final = r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}"
_MORE: Final = r"(?:\s?[,/]\s?[A-Z0-9][^\n,/()–—:]{1,30}?){0,4}"
_AGENCY: Final = r"\((?:dpa\b|(?:news\s)?agenc(?:y|ies)\b|[A-Z][^()\n])[^()\n]{0,39}\)"
DASH: Final = r"(?:\s*(?:—|--)(?:\s-(?=\s))?|(?:\s|(?<=\)))[–-](?=\s))"
_RELEASE: Final = r"(?:\s*\([A-Z][^()\n]{1,60}\)\s*(?:--|[–—-]))"
"""How press releases go on: "LOUISVILLE, KY--(Marketwire - December 23, 2010) -"."""

_DATELINE: Final = re.compile(
    rf"""
    (?:
        {_CAPITALS} {_MORE} (?:,?\s{_DAY})? (?:\s*{_AGENCY})? {DASH} {_RELEASE}?  # KYIV, Ukraine (AP) —
      | {_CAPITALS} {_MORE} (?:\s*{_AGENCY})? :(?=\s)                    # NEW DELHI:
      | {_TITLE_CASE} {_MORE} \s* {_AGENCY} {DASH}                      # Bamako, 12 November (AFP) –
      | {_TITLE_CASE} {_MORE} ,?\s {_DAY} (?:\s*{_AGENCY})? {DASH}      # Geneva, 5 May –
      | {_TITLE_CASE} {_MORE} ,?\s {_DAY} ,?\s[A-Z]{{2,8}} {DASH}        # Geneva, May 5, IRNA -
      | {_NO_OPENING} {_TITLE_CASE} {_MORE} ,\s {_DAY} \s* {_AGENCY} (?=\s)  # Lima, March 8 (IANS) The
      | {_CAPITALS} {_MORE} \s? \({_DAY}\) {DASH}                       # GENEVA (2 July 2026) -
      | {_NO_OPENING} {_TITLE_CASE} {_MORE} (?:{DASH}|[.,]) \s {FULL_DAY}[.:]  # ASTANA. Aug 21, 2026.
      | (?:{_DAY}\s)? {_AGENCY} {DASH}                                  # (Reuters) -
      | {_CAPITALS} {_MORE} \s \([A-Z]{{2,5}}\)(?=\s)                      # KYIV, Ukraine (AP) Rebels took
    )
    \s* (?=["'“‘(]?[A-Z0-9])
    """,
    re.VERBOSE,
)

_HEADLINE_END: Final = re.compile(r"[.!?][\"”’]?\s+")
_LONGEST_HEADLINE: Final = 200
_RUN_IN: Final = re.compile(
    rf"{_CAPITALS} {_MORE} (?:,?\s{_DAY})? (?:\s*{_AGENCY})? {DASH} \s* (?=[\"'“‘(]?[A-Z0-9])", re.VERBOSE
)
"""A dateline that follows its headline on one line: "Two held after raid. LYON, France (AP) — Police"."""

_LINE: Final = re.compile(rf"{_TITLE_CASE} {_MORE} (?:\.|,|\s[–—-])? \s {_DAY} \.? \s*", re.VERBOSE)
"""A line of its own: "Nairobi/Mogadishu, 29 July 2025"."""


def find_dateline(text: str) -> tuple[int, int] | None:
    """The span of the text's dateline, its dash or colon with it; None without one."""
    start = seen = 0
    while start < len(text) and seen < _LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].lstrip()
        if line:
            seen += 1
            begin = end - len(line)
            match = _DATELINE.match(text, begin, min(end, begin + _LONGEST))
            if match and match.end() < end:
                return begin, match.end()
            if seen == 1 and (run_in := _run_in(text, begin, end)) is not None:
                return run_in
            if len(line) <= _LONGEST and _LINE.fullmatch(text, begin, end):
                return begin, end
        start = end + 1
    return None


def _run_in(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The dateline behind the headline that opens a line; None without one."""
    for headline in _HEADLINE_END.finditer(text, begin, min(end, begin + _LONGEST_HEADLINE)):
        match = _RUN_IN.match(text, headline.end(), min(end, headline.end() + _LONGEST))
        if match and match.end() < end:
            return headline.end(), match.end()
    return None
