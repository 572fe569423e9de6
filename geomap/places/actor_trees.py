"""Whether a name stands for its government, told by its place in the sentence's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.places.actor_cues import ActorCues
    from geomap.reader.reading import SentenceReading

_SHARING: Final = frozenset({"conj", "appos"})
"""Relations whose lower end does what the upper end does: "Russia and China said"."""

_MOST_STEPS: Final = 8
_CALLS: Final = frozenset({"call", "calls", "called", "calling"})


def acts_in_tree(reading: SentenceReading, start: int, end: int, cues: ActorCues) -> bool:
    """Whether the name at these offsets of the document acts or is addressed in its sentence.

    It does as the subject of a verb of saying or acting, as the object of one such as "urge", as the agent
    of a passive, as a party to talks or ties, or as the owner of a demand, a policy or the like.
    """
    tokens = reading.sentence.tokens
    inside = [index for index, token in enumerate(tokens) if token.start >= start and token.end <= end]
    if not inside:
        return False
    word = next((index for index in inside if reading.heads[index] not in inside), inside[-1])
    for _ in range(_MOST_STEPS):
        if reading.labels[word] not in _SHARING or reading.heads[word] < 0 or _case_of(reading, word):
            break
        word = reading.heads[word]
    head, label = reading.heads[word], reading.labels[word]
    if head < 0:
        return False
    return _acts(label, tokens[head].text.casefold(), _case_of(reading, word), cues)


def _acts(label: str, above: str, case: str | None, cues: ActorCues) -> bool:
    """What the relation to the word above says, `case` being the name's own preposition."""
    if label == "nsubj":
        return case is None and above in cues.acting
    if label == "nsubj:pass" or (label in ("obj", "iobj") and case is None):
        return above in cues.addressed
    if label == "obl:agent":
        return above in cues.acting or above in cues.addressed
    if label == "obl":
        return case in ("on", "upon") and above in _CALLS
    if label == "nmod":
        return (case in ("with", "between") and above in cues.relations) or (
            case in ("on", "against") and above in cues.directed
        )
    return label == "nmod:poss" and above in cues.owned


def _case_of(reading: SentenceReading, word: int) -> str | None:
    """The preposition of a word, None without one; a possessive ending is none."""
    tokens = reading.sentence.tokens
    for index, head in enumerate(reading.heads):
        if head == word and reading.labels[index] == "case" and tokens[index].is_word:
            return tokens[index].text.casefold()
    return None
