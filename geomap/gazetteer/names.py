"""Place names as the gazetteer compares them: without case, accents, punctuation and spelling of Saint."""

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = "'’‘‛ʻʼʽʾʿʹʺ`´′\"“”„‟״׳"
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SEPARATORS: Final = (
    "!#$%()*+,-./:;<=>?@[\\]^_{|}~"
    "\u00a0¡§«»¿·‐‑‒–—―‖•…‹›⁄※、。〈〉《》「」『』【】〔〕〜・！（），－．／：；？［］～،؛؟۔।॥༌།၊။።፣־׀׃"
)
_SIGNS: Final = str.maketrans(
    dict.fromkeys(_APOSTROPHES + _INVISIBLE) | dict.fromkeys(_SEPARATORS, " ") | {"&": " and "}
)
_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŧ": "t",
        "ə": "a",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ی": "ي",
        "ى": "ي",
        "ک": "ك",
    }
)
_MARKS: Final = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c2\u064b-\u065f\u0670\u06d6-\u06dc]+")
_INITIAL: Final = re.compile(r"(?<![^\W_])([^\W\d_])\.")
_SHORT_FORMS: Final = {"saint": "st", "sankt": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
ARTICLES: Final = ("al ", "el ")
"""The Arabic article as names are spelled that do not follow how it is spoken: "Al-Fasher", "El Daein"."""

_PLAIN: Final = re.compile(r"[a-z ]*")


def fold(name: str) -> str:
    """The form of a name that is compared: "Saint-Étienne" and "St Etienne" give "st etienne".

    Case, accents on Latin, Greek and Cyrillic letters, Hebrew and Arabic vowel points, apostrophes
    and punctuation do not count; points after single letters vanish ("U.S." gives "us"), other
    punctuation separates words; Saint, Sankt, Sainte, Mount and Fort take their short forms.
    Folding a folded name changes nothing.
    """
    text = name.casefold()
    if text.isalpha() and text.isascii():
        # Most names are one plain word.
        return _SHORT_FORMS.get(text, text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    if not _PLAIN.fullmatch(text):
        if "." in text:
            text = _INITIAL.sub(r"\1", text)
        text = text.translate(_SIGNS)
    return " ".join([_SHORT_FORMS.get(word, word) for word in text.split()])


def with_other_articles(folded: str) -> tuple[str, ...]:
    """A folded name that begins with "al" or "el" with the other one, or as it is spoken: "ed daein"."""
    rest = folded[3:]
    sound = rest[:2] if rest[:2] in ("sh", "th", "dh") else rest[:1]
    return tuple(f"{article} {rest}" for article in ("al", "el", f"a{sound}", f"e{sound}"))


def is_useful_alternate(name: str) -> bool:
    """Whether an alternate name of a settlement can stand in a news text.

    Left out are links, machine romanizations (ASCII without a capital: "ha er bin"), airport and
    other codes (up to three capitals: "HRB"), and Latin names of fewer than three letters.
    """
    if not name.isascii():
        return any(character.isalpha() for character in name)
    is_code = len(name) <= 3
    has_capital = name != name.lower()
    return has_capital and not is_code and ":" not in name
