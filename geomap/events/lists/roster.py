"""Who acts in the news: persons, bodies and groups by name, and nouns for those who act by title.

The facts are rows of ``data/lexicon/actors.csv`` and ``titles.csv``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geomap.events.tree.morphology import lemmas_of
from geomap.resources import read_rows
from geomap.text.tokens import Token, tokenize


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """A person, body, group or residence with the side it stands for.

    ``country`` is ISO 3166-1 alpha-3 or the code of an international body; ``start`` and ``end`` are
    the years of the office, None where unknown or not over.
    """

    name: str
    kind: str
    country: str | None
    sector: str | None
    is_short: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A noun for those who act, with PLOVER's sector; ``is_title`` if it stands before a name."""

    words: tuple[str, ...]
    sector: str | None
    is_title: bool


@lru_cache(maxsize=16384)
def fold_name(word: str) -> str:
    """A word without diacritics and with a plain apostrophe; its case stays."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "'")


@lru_cache(maxsize=1)
def load_actors() -> tuple[KnownActor, ...]:
    """All actors of the lexicon, in the order of its rows, one per person or body."""
    return tuple(entry for entry, _ in _entries())


@lru_cache(maxsize=1)
def _entries() -> tuple[tuple[KnownActor, tuple[str, ...]], ...]:
    columns = ("name", "kind", "country", "sector", "role", "is_short", "start", "end")
    found: list[tuple[KnownActor, tuple[str, ...]]] = []
    for row in read_rows("lexicon/actors.csv", columns):
        names = tuple(row["name"].split("|"))
        entry = KnownActor(
            name=names[0],
            kind=row["kind"],
            country=row["country"] or None,
            sector=row["sector"] or None,
            is_short=row["is_short"] == "1",
            start=int(row["start"]) if row["start"] else None,
            end=int(row["end"]) if row["end"] else None,
        )
        found.append((entry, names))
    return tuple(found)


@lru_cache(maxsize=1)
def _by_first_token() -> dict[str, tuple[tuple[tuple[str, ...], KnownActor], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], KnownActor]]] = {}
    for entry, names in _entries():
        for name in names:
            words = tuple(fold_name(token.text) for token in tokenize(name))
            index.setdefault(words[0], []).append((words, entry))
            if len(words) == 1 and words[0].isupper() and len(words[0]) >= 4:
                # Many newspapers write "Nato" and "Unicef".
                capitalized = words[0].capitalize()
                index.setdefault(capitalized, []).append(((capitalized,), entry))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in sorted(index.items())}


def match_actor(tokens: Sequence[Token], index: int) -> tuple[KnownActor, int] | None:
    """The longest actor name that begins at a token, with the index after its last token."""
    names = _by_first_token().get(fold_name(tokens[index].text), ())
    longest = len(names[0][0]) if names else 0
    here = tuple([fold_name(token.text) for token in tokens[index : index + longest]])
    for words, entry in names:
        if here[: len(words)] == words:
            return entry, index + len(words)
    return None


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[KnownActor, ...]]:
    index: dict[str, list[KnownActor]] = {}
    for entry, _ in _entries():
        index.setdefault(entry.name, []).append(entry)
    return {name: tuple(entries) for name, entries in index.items() if len(entries) > 1}


def in_office(actor: KnownActor, year: int | None, country: str | None) -> KnownActor:
    """A person in the office of the `country` that the words beside the name state, or of the `year`.

    In the last one where nothing is stated and the year is unknown or fits none.
    """
    entries = _by_name().get(actor.name, (actor,))
    return _latest([one for one in entries if one.country == country] or entries, year)


def _latest(entries: Sequence[KnownActor], year: int | None) -> KnownActor:
    holding = [one for one in entries if year and (one.start or 0) <= year <= (one.end or 9999)]
    return max(holding or entries, key=lambda one: one.start or 0)


@lru_cache(maxsize=1)
def _by_surname() -> dict[str, tuple[KnownActor, ...]]:
    index: dict[str, list[KnownActor]] = {}
    for entry, _ in _entries():
        if entry.kind == "person":
            for surname in _surnames(entry.name):
                index.setdefault(surname, []).append(entry)
    return {surname: tuple(entries) for surname, entries in index.items()}


def _surnames(name: str) -> tuple[str, ...]:
    words = fold_name(name).split()
    return (words[-1],) if len(words) > 1 else ()


# In these names the family name comes first.
_FAMILY_FIRST = {"CHN", "PRK", "KOR", "TWN", "VNM", "KHM"}


@lru_cache(maxsize=1)
def _by_short_name() -> dict[str, tuple[KnownActor, ...]]:
    index: dict[str, list[KnownActor]] = {}
    for entry, names in _entries():
        if entry.kind != "person" or not entry.is_short:
            continue
        spellings = [fold_name(name).split() for name in names]
        is_family_first = entry.country in _FAMILY_FIRST
        longer = [words for words in spellings[1:] if len(words) > 1 and words[-1] != "Jr"]
        for words in spellings[:1] + longer:
            short = words[0] if is_family_first and len(words) > 1 else words[-1]
            if entry not in index.setdefault(short, []):
                index[short].append(entry)
    return {short: tuple(entries) for short, entries in index.items()}


def match_surname(word: str, *, year: int | None, has_title: bool) -> KnownActor | None:
    """The person a surname names: alone if the lexicon allows it, or after a title.

    Of several holders the one in office in `year` counts; None if it stays open.
    """
    folded = fold_name(word)
    entries = _by_short_name().get(folded, ())
    if not entries and has_title:
        entries = _by_surname().get(folded, ())
    if len(entries) > 1 and year is not None:
        entries = tuple(one for one in entries if (one.start or 0) <= year <= (one.end or 9999)) or entries
    if len({entry.name for entry in entries}) == 1:
        return _latest(entries, year)
    sides = {(one.country, one.sector) for one in entries}
    return entries[-1] if len(sides) == 1 else None


@lru_cache(maxsize=1)
def _titles() -> dict[str, tuple[Title, ...]]:
    index: dict[str, list[Title]] = {}
    for row in read_rows("lexicon/titles.csv", ("title", "sector", "kind")):
        words = tuple(token.text for token in tokenize(row["title"]))
        title = Title(words=words, sector=row["sector"] or None, is_title=row["kind"] == "title")
        index.setdefault(words[0], []).append(title)
    return {
        first: tuple(sorted(titles, key=lambda title: -len(title.words))) for first, titles in index.items()
    }


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(" ".join(one.words) for titles in _titles().values() for one in titles if one.is_title)


def is_office(noun: str) -> bool:
    """Whether a noun is a title that one person bears: "foreign minister"."""
    return noun in _offices()


@lru_cache(maxsize=65536)
def may_act(text: str) -> bool:
    """Whether a name, title or group may begin with a word; told quickly, for most words begin none."""
    if text[0].isalpha() and not text[0].islower():
        return True
    return bool(_titles_from(text.lower().replace("’", "'"))) or fold_name(text) in _by_first_token()


@lru_cache(maxsize=65536)
def _titles_from(word: str) -> tuple[Title, ...]:
    """The titles that a lower-case word may begin, as a noun or its plural."""
    bases = sorted(base for base in _titles().keys() & lemmas_of(word) if _is_noun_form(word, base))
    return tuple(title for base in bases for title in _titles()[base])


def match_title(words: Sequence[str], index: int) -> tuple[Title, int] | None:
    """The longest title that begins at a token, with the index after its last token.

    Args:
        words: The lower-case words of a sentence.
        index: Where the title begins.
    """
    best: tuple[Title, int] | None = None
    for title in _titles_from(words[index]):
        end = index + len(title.words)
        is_longer = best is None or end > best[1]
        if is_longer and end <= len(words) and all(map(_is_noun_form, words[index:end], title.words)):
            best = title, end
    return best


def _is_noun_form(word: str, base: str) -> bool:
    """Whether a word is a noun or its plural; "forced" is no form of the noun "force"."""
    is_verb_form = word.endswith(("ed", "ing"))
    return word == base or (base in lemmas_of(word) and not is_verb_form)
