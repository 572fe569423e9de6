"""Sentences and tokens with exact spans in any Unicode text."""

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                 # U.S., a.m.
    | \d+(?:[.,:]\d+)*                 # 8,000  240.1  12:30
    | [^\W\d_]+(?:['’][^\W\d_]+)?      # words, with an inner apostrophe
    | \S                               # any other single sign
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
_OPENERS = "\"'“‘(["


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign and where it stands; a possessive ending is a token of its own."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether the token begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_capitalized(self) -> bool:
        """Whether the token begins with an upper-case letter, or has no case, as in Chinese."""
        first = self.text[0]
        return first.isalpha() and first == first.upper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span, without surrounding white space, and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


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
    """Split a text into sentences; line breaks always end one, abbreviations and initials never do."""
    sentences: list[Sentence] = []
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and not _ends_sentence(text, match):
            continue
        _add_sentence(sentences, text, begin, match.end())
        begin = match.end()
    _add_sentence(sentences, text, begin, len(text))
    return tuple(sentences)


def _add_sentence(sentences: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Sentence(start, end, tokenize(text, start=start, end=end)))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return True
    following = text[match.end() : match.end() + 40].lstrip()
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
