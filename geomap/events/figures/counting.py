"""What a number counts: persons, households, or nothing that makes a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.constants import MentionKind, Unit
from geomap.events.figures.glued import forms_at, hyphenated_at
from geomap.events.figures.measures import is_old, is_whole, noun_behind_whole
from geomap.events.figures.totals import PARTITIVES
from geomap.events.lists.units import load_units
from geomap.events.tree.grammar import SUBJECTS
from geomap.events.tree.morphology import lemmas_of
from geomap.events.tree.sentences import AUXILIARIES, MODALS, PREPOSITIONS, Words, word_groups
from geomap.models import Mention, Place
from geomap.text.numbers import Number, parse_number_words

_LONGEST_PHRASE = 7
_OF_WHOM = frozenset({("of", "whom"), ("of", "which"), ("among", "them"), ("among", "whom")})
_MANY_AT_ONCE = frozenset({"mass", "large-scale", "major"})
_HOME = "home"
_STATES = frozenset({"displaced", "homeless", "dead"})
_HURT = frozenset({"wounded", "injured"})
_BREAKS = frozenset({",", ";", ":", "|", "(", ")", "or", "who", "which", "that"}) | PREPOSITIONS
_NOT_COUNTED = frozenset("% per percent year-old years year - km degrees st nd rd th am pm o'clock °".split())
_AGED = frozenset("men women males females boys girls children people persons citizens adults those".split())
_OLDEST = 110
_HUNDRED = 100
_DEATHS = frozenset({"death", "fatality", "casualty", "body", "corpse", "dead"})
_FLATS = frozenset({"unit"})
_BUILDINGS = frozenset("apartment building condominium condo residential tenant flat housing storey".split())
_PARTS_OF_CLAUSE = frozenset({"nsubj", "nsubj:pass", "obj", "conj"})
_PERIODS = frozenset("day week month year hour night decade".split())
_EACH = frozenset({"a", "per", "each", "every"})
_SHARES = frozenset("half most many some mostly mainly including among more one two three all none".split())
"""What begins an aside about those just counted: "300 hurt, half of them children"."""
_INSTITUTIONS = frozenset(
    "un state international public governing regional government federal religious student sports trade"
    " professional legislative local judicial independent oversight".split()
)
_LENGTHS = frozenset("day week month year hour minute night mile kilometre kilometer metre meter".split())
_NO_RATE = frozenset({"after", "ago", "earlier", "later", "before", "since", "-", "old", "long"})
_NOBODY = frozenset("the this that no every which only".split())
_NOT_BEFORE = frozenset("aged age no number article resolution magnitude # page chapter aged flight".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a number counts: ``first`` and ``last`` are the tokens of the noun phrase after it.

    ``noun`` is the head's base form, or "" for a bare number, and ``qualifier`` the noun before it, as in
    "refugee families"; ``people_of`` is the country of "Syrian refugees". Homes count as the households
    that live in them, and only ``is_home`` tells them apart.
    """

    unit: Unit
    first: int
    last: int
    noun: str = ""
    people_of: Place | None = None
    is_home: bool = False
    qualifier: str = ""


def counted_by(words: Words, number: Number, mentions: Sequence[Mention]) -> Counted | None:
    """What a number counts, if it is persons or households; a bare number may be persons."""
    if _is_no_count(words, number, mentions):
        return None
    return _in_brackets(words, number, mentions) or _counted_behind(words, number, mentions)


def _counted_behind(words: Words, number: Number, mentions: Sequence[Mention]) -> Counted | None:
    """What a number counts by the words behind it."""
    first = words.index_at(number.end)
    if words.word(first) == "or" and words.parts[first + 1 : first + 2] == ("NUM",):
        # "Over 10 or 12 days"
        first += 2
    first = first + 1 if number.value_high and words.word(first) == "of" else _after_partitive(words, first)
    people_of: Place | None = None
    for index in range(first, min(first + _LONGEST_PHRASE, len(words))):
        demonym = _demonym_at(words, index, mentions)
        # "100,000 ethnic Armenians" live anywhere.
        people_of = demonym.place if demonym and words.word(index - 1) != "ethnic" else people_of
        if _ends_before(words, index, first):
            break
        unit, noun = _unit_at(words, index)
        if noun and _leads_on(words, index, unit):
            continue
        if noun:
            is_counted = unit and not _describes_things(words, index)
            return _counted(words, unit, first, index, noun, people_of) if is_counted else None
        unit, noun = _unit_of(lemmas_of(hyphenated_at(words, index)), "")
        if unit:
            return _make(unit, first, index + 2, noun, people_of)
        last = index if _is_name_of_people(words, number, index, mentions) else None
        last = _people_end(words, index, demonym) if last is None else last
        if last is not None:
            return Counted(unit=Unit.PERSON, first=first, last=last, noun="person", people_of=people_of)
        if _ends_phrase(words, index, first):
            break
        if demonym is None and _is_thing(words.lower[index]):
            return None
    return _bare(words, number, first)


def _in_brackets(words: Words, number: Number, mentions: Sequence[Mention]) -> Counted | None:
    """What a number in brackets behind its noun counts: "the largest number of IDPs (36,115)"."""
    noun, end = words.index_at(number.start) - 2, words.index_at(number.end - 1) + 1
    is_alone = words.word(noun + 1) == "(" and words.word(end) in (")", ";", ",")
    unit, lemma = _unit_at(words, noun) if is_alone else ("", "")
    if not unit or any(words.parts[one] == "NUM" and one < noun for one in words.children[noun]):
        return None
    demonym = _demonym_at(words, noun - 1, mentions)
    return _make(unit, noun, noun, lemma, demonym.place if demonym else None)


def _is_no_count(words: Words, number: Number, mentions: Sequence[Mention]) -> bool:
    """Whether a number is a share, a date, an age, a rank or one of some things."""
    first, core = words.index_at(number.end), words.index_at(number.core_start)
    before = words.word(core - 1)
    is_dated = before == "of" and words.word(core - 2) == "as"
    is_other = words.word(first) in _NOT_COUNTED or before in _NOT_BEFORE
    is_fraction = number.value != int(number.value)
    is_pronoun = (
        words.lower[core] == "one" and before in _NOBODY and words.parts[first : first + 1] == ("ADP",)
    )
    # "After a six-week absence"
    is_length = words.word(first) == "-" and words.word(first + 1) in _LENGTHS
    is_known = is_old(words, number) or is_whole(words, number)
    if is_length or is_fraction or is_dated or is_other or is_pronoun or is_known:
        # "A programme like the one in Goma" counts nobody.
        return True
    if _is_proportion(words, number, first):
        return True
    return _is_age(words, number, mentions) or _is_one_of_things(words, number, first)


def _is_proportion(words: Words, number: Number, first: int) -> bool:
    """Whether a number tells a share: both of "nine in 10" and of "three out of five children"."""
    core = words.index_at(number.core_start)
    if words.word(first) == "in" or words.lower[first : first + 2] == ("out", "of"):
        part, whole = first - 1, first + (1 if words.word(first) == "in" else 2)
    else:
        part, whole = core - (2 if words.word(core - 1) == "in" else 3), core
        if words.word(core - 1) != "in" and words.lower[max(core - 2, 0) : core] != ("out", "of"):
            return False
    unit, noun = _unit_at(words, whole + 1)
    is_of_people = bool(unit) or (not noun and words.word(whole + 1) != "-")
    return is_of_people and 0 < _small(words, part) < _small(words, whole) <= _HUNDRED


def _small(words: Words, index: int) -> float:
    """The number that a token is, as far as one token tells; 0 if it is none."""
    word = words.word(index)
    return float(word) if word.isdecimal() else parse_number_words(word) or 0.0


def is_rate(words: Words, last: int) -> bool:
    """Whether so many are told for each day or year, not at one time: "300 people a year are killed"."""
    if words.word(0) in ("each", "every") and words.word(1) in _PERIODS:
        return True
    for index in range(last + 1, min(last + 7, len(words) - 1)):
        if words.lower[index] == "annually":
            return True
        is_period = words.lower[index] in _EACH and words.lower[index + 1] in _PERIODS
        if words.lower[index] in ("every", "each") and words.parts[index + 1] == "NUM":
            # "One child dies every two hours"
            is_period = words.has_lemma(index + 2, _PERIODS)
        before, after = words.word(index - 1), words.word(index + 2)
        if is_period and before not in PREPOSITIONS | {",", "half"} and after not in _NO_RATE:
            return index == last + 1 or words.lower[index] != "a" or words.parts[index - 1] == "VERB"
    return False


def _describes_things(words: Words, index: int) -> bool:
    """Whether a word for people only describes something else: "150 dead fish"."""
    head = words.heads[index]
    is_described = words.labels[index] == "amod" and head > index and words.parts[head] == "NOUN"
    return is_described and _unit_at(words, head)[0] == ""


def _leads_on(words: Words, index: int, unit: str) -> bool:
    """Whether a word only describes the noun that is counted: "12 factory workers", "103 reported deaths"."""
    head, label = words.heads[index], words.labels[index]
    if label == "amod" and words.parts[index] in ("VERB", "ADJ") and head > index:
        return not unit or words.lower[index] == "other"
    is_singular = words.lower[index] in load_units()
    if unit or label not in ("compound", "nmod", "amod") or head <= index or not is_singular:
        return False
    is_carcass = words.lower[index] in word_groups()["livestock"] and words.has_lemma(index + 1, _DEATHS)
    return bool(_unit_at(words, index + 1)[0]) and not is_carcass


def _is_one_of_things(words: Words, number: Number, first: int) -> bool:
    """Whether one of some things is meant, not a person: "one of a string of centres"."""
    is_one = number.value == 1 and words.word(first) == "of"
    if (
        is_one
        and "NUM" in words.parts[first + 1 : first + 4]
        and "NOUN" not in words.parts[first + 1 : first + 3]
    ):
        # "One of at least three soldiers killed"
        return True
    head = next((i for i in range(first + 1, min(first + 5, len(words))) if words.parts[i] == "NOUN"), -1)
    return is_one and _unit_at(words, head)[0] == ""


def _is_age(words: Words, number: Number, mentions: Sequence[Mention]) -> bool:
    """Whether a small number is an age: "Ali Hassan, 41, fled", "a man, 87, was killed"."""
    if max(number.value, number.value_high or 0) > _OLDEST:
        return False
    first, after = words.index_at(number.start), words.word(words.index_at(number.end - 1) + 1)
    before = words.word(first - 1)
    if before in (",", "(") and after in (",", ")", "and", ".") and first > 1:
        whose = words.tokens[first - 2]
        is_place = any(m.start <= whose.start < m.end for m in mentions if m.kind is MentionKind.TOPONYM)
        is_person = _unit_at(words, first - 2)[0] == Unit.PERSON and not whose.text.endswith("s")
        return is_person or (words.parts[first - 2] == "PROPN" and not is_place)
    is_range = number.value_high is not None and words.lower[first] in ("between", "from")
    return is_range and before in _AGED and _unit_at(words, words.index_at(number.end - 1) + 1)[1] == ""


def _people_end(words: Words, index: int, demonym: Mention | None) -> int | None:
    """The last token of a name for people ("Syrians", "wounded") at an index; None if it is none."""
    word = words.lower[index]
    is_more = word == "more" and words.labels[index] in ("obj", "nsubj", "nsubj:pass", "conj")
    is_alone = words.parts[index + 1 : index + 2] in (("PUNCT",), ("ADP",), ("AUX",))
    is_more = is_more or (word == "more" and is_alone and words.parts[index - 1] == "NUM")
    if is_more or (word in _HURT and words.word(index + 1) == "and"):
        # "Killed two more", "45 wounded and nine bodies"
        return index
    is_total = words.labels[index] == "nmod" and words.has_lemma(words.heads[index], PARTITIVES)
    is_name = words.parts[index] in ("PROPN", "ADJ") and (words.labels[index] in _PARTS_OF_CLAUSE or is_total)
    if demonym is not None:
        return index if is_name or word.endswith("s") or _is_verb_group(words, index + 1) else None
    is_people = words.tokens[index].is_capitalized and word.endswith(("ans", "ese", "is"))
    return index if is_people else None


def _is_name_of_people(words: Words, number: Number, index: int, mentions: Sequence[Mention]) -> bool:
    """Whether a number counts people by a name that nobody has listed: "540 indigenous Embera fled"."""
    token = words.tokens[index]
    is_counted = (
        words.heads[words.index_at(number.end - 1)] == index and words.labels[index] in _PARTS_OF_CLAUSE
    )
    is_name = words.parts[index] == "PROPN" and words.parts[index + 1 : index + 2] not in (
        ("NOUN",),
        ("PROPN",),
    )
    return is_counted and is_name and not any(m.start <= token.start < m.end for m in mentions)


def _ends_phrase(words: Words, index: int, first: int) -> bool:
    word = words.lower[index]
    is_comma_inside = word == "," and index > first and words.word(index + 1) not in _SHARES
    is_next_phrase = word == "and" and words.parts[index + 1 : index + 2] in (("DET",), ("NUM",))
    is_break = (word in _BREAKS and not is_comma_inside) or words.parts[index] == "SCONJ"
    return is_break or is_next_phrase or _is_verb_group(words, index)


def _ends_before(words: Words, index: int, first: int) -> bool:
    """Whether a verb of its own begins, as in "injured dozens and displaced 4,000"."""
    is_told = words.heads[first - 1] == index and words.labels[first - 1] in SUBJECTS
    is_verb = words.parts[index] == "VERB" and words.labels[index] in ("conj", "root", "parataxis")
    # "A night in which 26 died, 800 fled" tells two numbers.
    is_verb = is_verb or (is_told and words.parts[index] == "VERB")
    return is_verb or (index == first and words.lower[index] == "and")


def _is_thing(word: str) -> bool:
    """Whether an unknown word is a plural noun, so that the number counts things."""
    is_plural = word.endswith("s") and not word.endswith(("ss", "ous", "'s"))
    return is_plural and word not in ("others", "as") and word.isalpha()


def is_subset(words: Words, start: int) -> bool:
    """ "Including 64 children" counts again who has been counted, as does "of which 160"."""
    pair = words.lower[max(start - 2, 0) : start]
    return words.word(start - 1) == "including" or pair in _OF_WHOM


def _after_partitive(words: Words, first: int) -> int:
    """Where the noun begins in "300,000 of the evacuees" and "274,000 the total number of people"."""
    behind = noun_behind_whole(words, first)
    if behind > first:
        return behind
    if words.word(first) == "of" and words.word(first + 1) in ("the", "those", "these", "them", "its"):
        return first + 2
    head = words.lower[first : first + 4]
    if "number" in head and words.word(first + head.index("number") + 1) == "of":
        return first + head.index("number") + 2
    return first


def _is_verb_group(words: Words, index: int) -> bool:
    return words.word(index) in AUXILIARIES - {"'s", "’s"} or words.word(index) in MODALS


def _counted(
    words: Words, unit: str, first: int, index: int, noun: str, people_of: Place | None
) -> Counted | None:
    qualifier = ""
    following, follower = _unit_at(words, index + 1)
    while following and words.parts[index + 1] in ("NOUN", "PROPN") and follower not in _STATES:
        # "Rohingya people", "refugee families": the last noun is what is counted.
        unit, qualifier, noun, index = following, noun, follower, index + 1
        following, follower = _unit_at(words, index + 1)
    if noun == "displacement" and not _MANY_AT_ONCE.isdisjoint(words.lower[first:index]):
        # "18 mass displacements"
        return None
    if noun == "seeker" and "asylum" in words.lower[max(index - 2, 0) : index]:
        noun = "asylum-seeker"
    if noun == "body" and not _INSTITUTIONS.isdisjoint(words.lower[first:index]):
        # "Eight UN bodies"
        return None
    owned, thing = _unit_at(words, index + 2)
    if words.word(index + 1) == "'" and thing:
        # "120,000 families' homes" counts homes, "120,000 families' cows" nothing.
        return _make(owned, first, index + 2, thing, people_of) if owned == _HOME else None
    if follower and not following and words.word(index + 1) not in ("time", "times"):
        return None
    return _make(unit, first, index, noun, people_of, qualifier)


def _make(
    unit: str, first: int, last: int, noun: str, people_of: Place | None, qualifier: str = ""
) -> Counted:
    is_home = unit == _HOME
    kind = Unit.HOUSEHOLD if is_home else Unit(unit)
    return Counted(
        unit=kind,
        first=first,
        last=last,
        noun=noun,
        people_of=people_of,
        is_home=is_home,
        qualifier=qualifier,
    )


def _unit_at(words: Words, index: int) -> tuple[str, str]:
    """What the noun at an index counts as ("" for a thing) and its base form ("" for no known noun)."""
    if not 0 <= index < len(words):
        return "", ""
    if words.lower[index] in _HURT and words.parts[index] == "NOUN":
        # "Hospitals admitted 45 wounded"
        return Unit.PERSON.value, words.lower[index]
    if words.has_lemma(index, _FLATS) and not _BUILDINGS.isdisjoint(words.vocabulary):
        return _HOME, "unit"
    return _unit_of(forms_at(words, index), words.lower[index])


def names_unit(words: Words, index: int) -> bool:
    """Whether a noun counts people, households or homes."""
    return bool(_unit_at(words, index)[0])


def _unit_of(lemmas: frozenset[str], word: str) -> tuple[str, str]:
    for lemma in sorted(lemmas, key=lambda lemma: (lemma == word, -len(lemma), lemma)):
        if lemma in load_units():
            return load_units()[lemma], lemma
    return "", ""


def _demonym_at(words: Words, index: int, mentions: Sequence[Mention]) -> Mention | None:
    token = words.tokens[index]
    return next(
        (m for m in mentions if m.kind is MentionKind.DEMONYM and m.start <= token.start < m.end), None
    )


def _bare(words: Words, number: Number, first: int) -> Counted | None:
    """A number without a noun may count persons where the tree does not make it part of another noun."""
    token = words.index_at(number.end - 1)
    head = words.heads[token]
    is_part = words.labels[token] in ("nummod", "compound", "flat", "det") and head > token
    is_named = (
        words.parts[token - 1 : token] == ("PROPN",)
        and words.labels[token] in ("flat", "nmod", "nummod")
        and not _is_verb_group(words, first)
        and words.parts[first : first + 1] != ("VERB",)
    )
    if is_named or (
        is_part and words.parts[head] in ("NOUN", "PROPN", "SYM") and _is_near(words, first, head)
    ):
        return None
    return Counted(unit=Unit.PERSON, first=first, last=max(first - 1, 0))


def _is_near(words: Words, first: int, head: int) -> bool:
    """Whether only describing words stand between a number and the noun the tree gives it."""
    return all(words.parts[index] in ("ADJ", "NOUN", "PROPN", "PUNCT", "NUM") for index in range(first, head))
