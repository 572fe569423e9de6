"""Names that only tell which pact or truce is meant: "the Minsk agreements", "the Doha ceasefire"."""

from __future__ import annotations

from geomap.events.tree.sentences import Words
from geomap.models import Mention

_PACTS = frozenset("agreement accord protocol convention treaty pact memorandum".split())
_TRUCES = frozenset("ceasefire truce armistice agreement accord protocol".split())


def names_pact(words: Words, first: int, last: int) -> bool:
    """Whether a name of tokens `first` to `last` is that of a pact, or stands before the word for one."""
    return words.has_lemma(last, _PACTS) or words.has_lemma(last + 1, _PACTS)


def only_names_truce(words: Words, mention: Mention | None) -> bool:
    """Whether a town is where the truce was agreed that is told of, and no side or place of a deed.

    A country or region stands for those who keep it: "the Gaza ceasefire".
    """
    if mention is None or mention.place is None or mention.place.feature_class != "P":
        return False
    first, after = words.index_at(mention.start), words.index_at(mention.end)
    return words.has_lemma(after, _TRUCES) and words.labels[first] in ("compound", "amod", "nmod")
