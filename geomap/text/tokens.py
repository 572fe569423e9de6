"""Sentences and tokens with exact spans in any Unicode text."""

import re
from dataclasses import dataclass, field

from geomap.text.openings import find_dateline

# Signs that combine with the letter before them: accents written apart, vowel signs of Hebrew, Arabic and
# Indic scripts, Thai tones, joiners inside words. Python's re counts them as no part of a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u093c\u093e-\u094f"
    "\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d\u0dca-\u0ddf\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
_LETTER = rf"(?:[^\W\d_][{_MARKS}]*)"
_WORD = re.compile(
    rf"""
    (?:[A-Za-z]\.){{2,}}                     # U.S., a.m.
    | \d+(?:[.,:]\d+)*                       # 8,000  240.1  12:30
    | {_LETTER}+(?:['’]{_LETTER}+)?           # words, with an inner apostrophe
    | \S[{_MARKS}\ufe0f]*                    # any other single sign, with what combines with it
    """,
    re.VERBOSE,
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？؟]+[\"'”’)\]]*(?=\s|$)|\n+|[。！？]")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev gen col lt sgt capt maj adm cmdr gov sen rep pres st ste mt ft
    vs etc no nos inc ltd co corp e.g i.e approx est dept min sec supt u.s u.k u.n d.c a.m p.m
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb
    nev okla ont ore pa penn que tenn tex va vt wash wis wyo
    """.split()
)
_MAY_END = frozenset({"u.s", "u.k", "u.n", "a.m", "p.m", "d.c"})
_STARTERS = frozenset(
    """
    The A An He She It They We In On At But And This That These Those There His Her Their
    """.split()
)
_BRACKETED = frozenset({".)", ".]"})
"""Ends inside a sentence that goes on in small letters: "3,214 families (16,070 ind.) were moved"."""
_OPENERS = "\"'“‘(["


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign and where it stands; a possessive ending is a token of its own.

    ``is_word`` tells that it begins with a letter, ``is_capitalized`` that this is an upper-case one, or has
    no case, as in Chinese.
    """

    text: str
    start: int
    end: int
    is_word: bool = field(init=False, repr=False, compare=False)
    is_capitalized: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Kept, for each is asked ten times.
        first = self.text[0]
        is_word = first.isalpha()
        object.__setattr__(self, "is_word", is_word)
        object.__setattr__(self, "is_capitalized", is_word and first == first.upper())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span, without surrounding white space, and its tokens; a dateline counts as one."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    is_dateline: bool = False


def tokenize(text: str, *, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Split a span of a text into tokens; offsets count from the beginning of the text."""
    tokens: list[Token] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word, begin = match.group(), match.start()
        ending = _POSSESSIVE.search(word) if len(word) > 1 and word[0].isalpha() else None
        if ending:
            cut = begin + ending.start()
            tokens += (Token(word[: ending.start()], begin, cut), Token(ending.group(), cut, match.end()))
        else:
            tokens.append(Token(word, begin, match.end()))
    return tuple(tokens)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences; line breaks always end one, abbreviations and initials never do.

    A dateline is a sentence of its own, so that what follows begins as sentences do.
    """
    sentences: list[Sentence] = []
    dateline, begin = find_dateline(text) or (0, 0), 0
    for end in _ends_of_sentences(text, *dateline):
        _add_sentence(sentences, text, begin, end, is_dateline=(begin, end) == dateline)
        begin = end
    return tuple(sentences)


def _ends_of_sentences(text: str, first: int, last: int) -> list[int]:
    """Where sentences end; those of a dateline, from first to last, end nowhere else."""
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not first <= match.start() < last and ("\n" in match.group() or _ends_sentence(text, match))
    ]
    return sorted({*ends, first, last, len(text)})


def _add_sentence(sentences: list[Sentence], text: str, start: int, end: int, *, is_dateline: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Sentence(start, end, tokenize(text, start=start, end=end), is_dateline))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 40].lstrip()
    if match.group() in _BRACKETED and following[:1].islower():
        return False
    if match.group() != ".":
        return True
    if following and following[0].islower():
        return False
    before = re.search(r"[^\s\"'“‘(\[]*$", text[max(0, match.start() - 20) : match.start()])
    word = before.group() if before else ""
    if len(word) == 1 and word.isupper():
        return False
    is_abbreviation = word.lower() in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None
    if not is_abbreviation:
        return True
    opener = following.lstrip(_OPENERS).split(maxsplit=1)
    return word.lower() in _MAY_END and bool(opener) and opener[0] in _STARTERS
