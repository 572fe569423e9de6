"""A sentence as the event coder reads it: lower-case words, base forms and the reader's tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from itertools import pairwise
from typing import Any, Final, TypeVar

from geomap.events.tree.mending import mended
from geomap.events.tree.morphology import Form, forms_of, lemmas_of
from geomap.reader.decode import Count, Deed, NameSpan
from geomap.reader.reading import SentenceReading
from geomap.resources import read_rows
from geomap.text.tokens import Sentence, Token

_Answer = TypeVar("_Answer")
_Asked = TypeVar("_Asked", bound=Hashable)
_UNASKED: Final = object()

DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any no every each all both another"
    " several many few more most such what which whose".split()
)
PREPOSITIONS = frozenset(
    "of in on at to from for with by against over about after before during between among amid near into onto"
    " toward towards through under within without across along around behind beside despite since until upon"
    " via per off outside inside following beyond including".split()
)
MODALS = frozenset("will would shall should can could may might must 'll ’ll cannot won't wouldn't".split())
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did 's ’s isn't aren't wasn't weren't"
    " hasn't haven't hadn't don't doesn't didn't".split()
)
BE = frozenset("is are was were be been being am get gets got isn't aren't wasn't weren't".split())
PRONOUNS = frozenset("he she it they we i you who which that him her them us me himself themselves".split())
PLACING = frozenset("over about amid in at near on outside inside across around within".split())
POSSESSIVES = frozenset("its their his her our my".split())
SUBORDINATORS = frozenset(
    "while whereas because although though as when if unless until since after before so whether once lest"
    " except how why what".split()
)
CLAUSE_SIGNS = frozenset([";", ":", "—", "–", "(", ")"])
SAYING = frozenset(
    "say tell report announce add state claim declare confirm note explain write comment reiterate stress"
    " quote believe think insist describe conclude remind argue estimate".split()
)

_AGENCIES = frozenset({"REUTERS", "Reuters", "AFP", "AP", "EPA", "Getty"})
_CREDITED = frozenset("file photo pool handout picture photograph via".split())
_LONGEST_CREDIT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence with its lower-case words and their candidate base forms, token by token.

    ``is_headline`` tells that nearly all words are capitalized, so that capitals mean nothing;
    ``children`` are the dependents of each token, ``related`` the same by their relation; ``vocabulary``
    holds the base forms of all words; ``ends`` tells where each word ends in the text; ``deeds`` are the
    types of events that the reader takes words to tell of, ``counts`` what it takes numbers to count;
    ``answers`` is what `asked_once` keeps.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    lemmas: tuple[frozenset[str], ...]
    is_headline: bool
    parts: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    names: tuple[NameSpan, ...]
    children: tuple[tuple[int, ...], ...]
    related: tuple[dict[str, tuple[int, ...]], ...]
    vocabulary: frozenset[str]
    ends: tuple[int, ...]
    deeds: tuple[Deed, ...]
    counts: tuple[Count, ...]
    answers: dict[tuple[object, Hashable], Any] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __len__(self) -> int:
        return len(self.lower)

    def word(self, index: int) -> str:
        """The lower-case word at an index; "" outside the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def phrase(self, first: int, last: int) -> str:
        """The words of a phrase as they stand in the text, with single spaces."""
        tokens = self.tokens[first : last + 1]
        parts = [tokens[0].text]
        for left, right in pairwise(tokens):
            parts += [" " if left.end < right.start else "", right.text]
        return "".join(parts)

    def index_at(self, position: int) -> int:
        """The index of the token that holds a text position, or of the next one."""
        return bisect_right(self.ends, position)

    def has_lemma(self, index: int, lemmas: frozenset[str]) -> bool:
        """Whether the token may be a form of one of the given base forms."""
        return 0 <= index < len(self.lemmas) and not lemmas.isdisjoint(self.lemmas[index])

    def is_named(self, first: int, last: int) -> bool:
        """Whether one of the tokens is part of a name, as the reader sees it."""
        return any(name.first <= last and first < name.last for name in self.names)


def read_sentence(reading: SentenceReading) -> Words:
    """A sentence with its tree, prepared for pattern matching."""
    tree = mended(reading)
    *children, _ = map(tuple, tree.below)
    tokens = reading.sentence.tokens
    lower = tuple([word.replace("’", "'") for word in tree.words])
    lemmas = tuple(map(lemmas_of, lower))
    return Words(
        sentence=reading.sentence,
        tokens=tokens,
        lower=lower,
        lemmas=lemmas,
        is_headline=_is_headline(tokens, tree.parts),
        parts=tuple(tree.parts),
        heads=tuple(tree.heads),
        labels=tuple(tree.labels),
        names=reading.names,
        children=tuple(children),
        related=tuple([_by_relation(tree.labels, below) for below in children]),
        vocabulary=frozenset().union(*lemmas),
        ends=tuple([token.end for token in tokens]),
        deeds=reading.deeds,
        counts=reading.counts,
    )


def _by_relation(labels: Sequence[str], children: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The dependents of a token by their relation, in order."""
    found: dict[str, tuple[int, ...]] = {}
    for child in children:
        label = labels[child]
        found[label] = (*found[label], child) if label in found else (child,)
    return found


def _is_headline(tokens: Sequence[Token], parts: Sequence[str]) -> bool:
    """Whether nearly all words of a sentence are capitalized; with a stop all of them, a verb among them."""
    long = [index for index, token in enumerate(tokens) if token.is_word and len(token.text) > 3]
    capitals = [index for index in long if tokens[index].is_capitalized]
    if tokens[-1].text in (".", "!", "?", "”", '"'):
        is_verbal = any(parts[index] == "VERB" for index in capitals if index > 0)
        return tokens[-1].text == "." and is_verbal and len(capitals) == len(long) >= 4
    return len(long) >= 4 and len(capitals) >= 0.8 * len(long)


def asked_once(question: Callable[[Words, _Asked], _Answer]) -> Callable[[Words, _Asked], _Answer]:
    """A question whose answer is kept with the sentence: many rules ask for the objects of the same verb."""

    @wraps(question)
    def ask(words: Words, about: _Asked) -> _Answer:
        key = (question, about)
        answer: _Answer = words.answers.get(key, _UNASKED)
        if answer is _UNASKED:
            answer = words.answers[key] = question(words, about)
        return answer

    return ask


@lru_cache(maxsize=1)
def word_groups() -> dict[str, frozenset[str]]:
    """The groups of words that mark a subject, such as sport, by name."""
    groups: dict[str, set[str]] = {}
    for row in read_rows("lexicon/word_groups.csv", ("group", "word")):
        groups.setdefault(row["group"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in groups.items()}


def is_past(word: str) -> bool:
    """Whether a lower-case word is the past form of an irregular verb and nothing else, such as "took"."""
    return bool(_past_forms(word)) and not word.endswith("ed")


@lru_cache(maxsize=8192)
def _past_forms(word: str) -> frozenset[Form]:
    found: set[Form] = set()
    for lemma in lemmas_of(word) - {word}:
        found |= forms_of(word, lemma)
    return frozenset(found) if Form.PAST in found and Form.BASE not in found else frozenset()


def dateline_end(words: Words) -> int:
    """The token after a dateline: the end of a sentence that is one, else the beginning."""
    return len(words) if words.sentence.is_dateline else 0


def credit_end(words: Words) -> int:
    """The token after the credit that opens a caption, "REUTERS/Jane Doe/File Photo"; 0 without one."""
    if words.tokens[0].text not in _AGENCIES or words.word(1) != "/":
        return 0
    signs = [index for index, word in enumerate(words.lower[:_LONGEST_CREDIT]) if word == "/"]
    end = signs[-1] + 1
    while words.word(end) in _CREDITED:
        end += 1
    return end
