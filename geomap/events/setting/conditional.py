"""What a sentence tells only as a condition, a thought or a question: "if", "until", "suppose", "did"."""

from __future__ import annotations

from geomap.events.tree.grammar import SUBJECTS, ancestors, clause_of, dependent, dependents
from geomap.events.tree.morphology import Form, forms_of
from geomap.events.tree.sentences import Words

CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_AWAITING = frozenset({"until", "till", "before", "once"})
_CONDITIONAL = CONDITIONS | _AWAITING | {"long"}
_IMAGINING = frozenset("suppose imagine assume picture supposing".split())
_INVERTED = frozenset({"had", "should", "were"})
_ASKED_TOO = frozenset("conj xcomp ccomp nsubj".split())
_BEING = frozenset({"be"})
_WISHING = frozenset({"may"})
_QUESTION_WORDS = frozenset("why how when where who whom whose what which since".split())
_OF_PAST = frozenset("did was were has have had".split())
_PRESENT = frozenset("is are has have does do can".split())
_NOT_PRESENT = frozenset(
    "was were had did will shall 'll won't would could may might should can must wouldn't couldn't".split()
)


def condition_of(words: Words, token: int) -> int:
    """The "if" clause that a word stands in, or that governs its clause; -1 if none.

    What is waited for is a condition too: "until Russia withdraws".
    """
    is_inverted = words.lower[0] in _INVERTED and words.labels[0] == "aux"
    if not is_inverted and _CONDITIONAL.isdisjoint(words.lower):
        return -1
    clause = clause_of(words, token)
    if is_inverted and words.heads[0] == clause:
        # "Had rebels taken the town, we would have fled"
        return clause if words.labels[clause] == "advcl" else -1
    while clause >= 0:
        marks = {words.lower[child] for child in dependents(words, clause, "mark", "advmod")}
        is_awaited = not _AWAITING.isdisjoint(marks) and (
            is_present(words, clause) or _hangs_on_would(words, clause)
        )
        if is_awaited or not CONDITIONS.isdisjoint(marks) or _is_as_long_as(words, clause):
            return clause
        if words.labels[clause] not in ("ccomp", "xcomp", "conj"):
            return -1
        head = words.heads[clause]
        clause = clause_of(words, head) if head >= 0 else -1
    return -1


def is_imagined(words: Words, token: int) -> bool:
    """Whether readers are asked to think something: "suppose Iran attacked", "let us assume that"."""
    above = next((one for one in ancestors(words, token) if words.has_lemma(one, _IMAGINING)), -1)
    if above < 0 or dependents(words, above, *SUBJECTS, "aux"):
        return False
    head = words.heads[above]
    return head < 0 or words.lower[head] == "let"


def is_asked(words: Words, token: int) -> bool:
    """Whether a question asks if something is so: "did Chad attack?"; "why did Chad attack?" knows so."""
    return bool(_opening(words, token))


def is_asked_of_past(words: Words, token: int) -> bool:
    """Whether a question asks if something has happened, not if it will."""
    return _opening(words, token) in _OF_PAST


def _opening(words: Words, token: int) -> str:
    """The auxiliary or "is" with which a question asks if a word is so; "" if none does."""
    if "?" not in words.lower[token:]:
        return ""
    while not (turned := _turned(words, token)):
        if words.labels[token] not in _ASKED_TOO or words.heads[token] < 0:
            return ""
        token = words.heads[token]
    return turned


def _turned(words: Words, verb: int) -> str:
    """What stands before the subject of a clause that no question word opens; "" if nothing does."""
    subject = dependent(words, verb, *SUBJECTS, "expl")
    before = [one for one in dependents(words, verb, "aux", "aux:pass", "cop") if one < subject]
    if words.has_lemma(verb, _BEING) and verb < subject:
        # "Is there a truce?"
        before.append(verb)
    is_asking = bool(before) and words.lower[before[0]] not in _WISHING
    if not is_asking or any(words.lower[one] in _QUESTION_WORDS for one in words.children[verb]):
        return ""
    return words.lower[before[0]]


def _is_as_long_as(words: Words, clause: int) -> bool:
    """ "As long as Israel occupies the land": a condition."""
    return any(
        words.lower[mark] == "as" and words.word(mark - 1) == "long"
        for mark in dependents(words, clause, "mark", "case", "advmod")
    )


def _hangs_on_would(words: Words, clause: int) -> bool:
    """Whether a past tense is one of what somebody said: "would not return until rebels left"."""
    head = words.heads[clause]
    return head >= 0 and any(words.lower[one] == "would" for one in dependents(words, head, "aux"))


def is_present(words: Words, verb: int) -> bool:
    """Whether a finite verb stands in the present tense."""
    group = {words.lower[child] for child in dependents(words, verb, "aux", "aux:pass", "cop")}
    if not group.isdisjoint(_NOT_PRESENT):
        return False
    forms = {form for lemma in words.lemmas[verb] for form in forms_of(words.lower[verb], lemma)}
    is_form = Form.PAST not in forms and not forms.isdisjoint({Form.BASE, Form.PRESENT})
    return not group.isdisjoint(_PRESENT) or (is_form and dependent(words, verb, *SUBJECTS) >= 0)
