"""Whether a text reports an event as happening, planned, possible, denied or past.

The cues stand before the trigger in its clause: auxiliaries, verbs that take an infinitive, nouns
and adjectives that mark a plan, conjunctions, and dates long before publication.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from geomap.constants import Modality
from geomap.events.sentences import MODALS, SAYING, Words, clause_start
from geomap.events.triggers import TriggerMatch
from geomap.resources import read_rows

_FUTURE = frozenset({"will", "shall", "'ll", "won't"})
_POSSIBLE = frozenset("would could may might should can must wouldn't".split())
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})


@lru_cache(maxsize=16)
def cues(kind: str) -> frozenset[str]:
    """The cue words of a kind, from ``data/lexicon/modality_cues.csv``."""
    rows = read_rows("lexicon/modality_cues.csv", ("word", "kind"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


def modality_of(
    words: Words, match: TriggerMatch, *, happened: date | None = None, published: date | None = None
) -> Modality:
    """How a trigger is reported.

    Args:
        words: The sentence.
        match: The trigger in it.
        happened: The end of the event's own date range, if it has one.
        published: The publication date, if known.
    """
    low = clause_start(words, match.first)
    found = (_verb_modality if match.is_verb else _noun_modality)(words, match, low)
    if found is Modality.ACTUAL and _is_history(words, match, low, happened, published):
        return Modality.HISTORICAL
    return found


def _verb_modality(words: Words, match: TriggerMatch, low: int) -> Modality:
    group = _verb_group(words.lower[max(low, match.first - 9) : match.first])
    is_modal = "modal" in match.trigger.roles
    is_denied = words.word(low - 1) == "that" and words.has_lemma(low - 2, cues("denial"))
    found = Modality.ACTUAL
    if words.word(low - 1) in _CONDITIONS:
        found = Modality.HYPOTHETICAL
    elif is_denied or (not is_modal and not cues("negation").isdisjoint(group)):
        found = Modality.NEGATED
    elif not _FUTURE.isdisjoint(group) or ("would" in group and _is_reported(words, match.first)):
        found = Modality.FUTURE
    elif not is_modal and not _POSSIBLE.isdisjoint(group):
        found = Modality.HYPOTHETICAL
    elif words.word(match.first - 1) == "to":
        found = _infinitive_modality(words, match.first - 1, low)
    return found


def _is_reported(words: Words, index: int) -> bool:
    """Whether "would" is the future of what somebody said."""
    return any(words.has_lemma(back, SAYING) for back in range(max(0, index - 9), index))


def _verb_group(before: tuple[str, ...]) -> tuple[str, ...]:
    """The auxiliaries and adverbs directly before a verb."""
    group: list[str] = []
    for word in reversed(before):
        is_auxiliary = word in MODALS or word in cues("negation") or word in _GROUP_WORDS
        is_time = word in _TIMES or word.isdigit()
        if not is_auxiliary and not is_time and not word.endswith("ly"):
            break
        group.append(word)
    return tuple(group)


_TIMES = frozenset(
    "on , monday tuesday wednesday thursday friday saturday sunday today january february march april june"
    " july august september october november december".split()
)
_GROUP_WORDS = frozenset(
    "be been being is are was were has have had do does did also soon still now then again ever yet"
    " once".split()
)


def _infinitive_modality(words: Words, to: int, low: int) -> Modality:
    for back in range(to - 1, max(low - 1, to - 5), -1):
        if words.has_lemma(back, cues("denial")):
            return Modality.NEGATED
        if words.has_lemma(back, cues("plan")):
            is_future = words.has_lemma(back, cues("future_plan"))
            return Modality.FUTURE if is_future else Modality.HYPOTHETICAL
        if words.lower[back] in ("is", "are") and back == to - 1:
            return Modality.FUTURE
    return Modality.ACTUAL if _is_result(words, to) else Modality.HYPOTHETICAL


def is_purpose(words: Words, match: TriggerMatch) -> bool:
    """Whether an infinitive only says what for: no verb of plan, beginning or habit governs it."""
    to = match.first - 1
    low = clause_start(words, match.first)
    if words.word(to) != "to" or _is_result(words, to):
        return False
    governed = any(
        words.has_lemma(back, cues("plan")) or words.has_lemma(back, cues("denial"))
        for back in range(to - 1, max(low - 1, to - 5), -1)
    )
    return not governed and words.word(to - 1) not in ("is", "are", "was", "were")


def _is_result(words: Words, to: int) -> bool:
    """ "Began to shell", "continued to attack", "in order to": the first two have happened."""
    return words.has_lemma(
        to - 1, frozenset("begin start continue resume manage help use go come travel fly".split())
    )


def _noun_modality(words: Words, match: TriggerMatch, low: int) -> Modality:
    near = words.lower[max(low, match.first - 4) : match.first]
    after = words.word(match.last + 1)
    found = _governed_modality(words, match, low)
    if words.word(low - 1) in _CONDITIONS or not cues("unreal_adjective").isdisjoint(near):
        found = Modality.HYPOTHETICAL
    elif "no" in near[-2:] or "without" in near:
        found = Modality.NEGATED
    elif found is Modality.ACTUAL and after in _FUTURE:
        found = Modality.FUTURE
    elif found is Modality.ACTUAL and after in _POSSIBLE:
        found = Modality.HYPOTHETICAL
    return found


def _governed_modality(words: Words, match: TriggerMatch, low: int) -> Modality:
    """What the words before a noun make of it: "threatened new attacks", "will be talks"."""
    for index in range(max(low, match.first - 7), match.first):
        is_verb = words.has_lemma(index, cues("unreal_verb")) and words.word(index - 1) != "the"
        if is_verb or words.has_lemma(index, cues("unreal_noun")) or words.lower[index] in _POSSIBLE:
            return Modality.HYPOTHETICAL
        if words.lower[index] in _FUTURE:
            return Modality.FUTURE
    return Modality.ACTUAL


def _is_history(
    words: Words, match: TriggerMatch, low: int, happened: date | None, published: date | None
) -> bool:
    is_recent = happened is not None and published is not None and (published - happened).days <= 365
    is_since = words.word(low - 1) == "since" or "since" in words.lower[max(0, match.first - 4) : match.first]
    if is_since and not is_recent:
        return True
    tail = words.lower[match.first : match.last + 8]
    if "ago" in tail and ("years" in tail or "decades" in tail or "decade" in tail):
        return True
    if happened is not None and published is not None:
        return (published - happened).days > 365
    return False
