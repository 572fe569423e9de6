"""The names of first-order divisions: how a text may call "Kharkiv Oblast".

Every form a text may use is stored as a name of its own: the bare name ("Kharkiv", which the city shares),
the name with each kind word of its country ("Kharkiv Oblast"), with "Region" and "Province", which news
uses anywhere, and with the kind word in front ("Province of Salta"). So only the division has the forms
with a kind word, and looking up needs no rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geomap.gazetteer.names import fold

_ANYWHERE: Final = ("Region", "Province")
_IN_FRONT: Final = frozenset({"State", "Province", "Governorate", "Republic", "Region", "Canton", "Emirate"})
_ENDINGS: Final = (
    "Autonomous Region",
    "Autonomous Okrug",
    "Autonomous Oblast",
    "Autonomous Republic",
    "Oblast",
    "Oblast'",
    "oblast",
    "Krai",
    "Kray",
    "Region",
    "Province",
    "County",
    "county",
    "State",
    "Governorate",
    "District",
    "Republic",
    "Department",
    "Prefecture",
    "Municipality",
    "Parish",
    "Division",
    "novads",
)
_BEGINNINGS: Final = (
    "Municipality of ",
    "Province of ",
    "Republic of ",
    "State of ",
    "Canton of ",
    "Urban Municipality of ",
    "Opština ",
    "Muhafazat ",
)
_DIRECTIONS: Final = "north south east west northern southern eastern western".split()
_TOO_COMMON: Final = frozenset(
    [
        *_DIRECTIONS,
        *(f"{first} {second}" for first in _DIRECTIONS for second in _DIRECTIONS),
        *"northeast northwest southeast southwest".split(),
        *"northeastern northwestern southeastern southwestern".split(),
        *"central center centre coast capital national upper lower middle union".split(),
        *"est nord sud ouest norte sur este oeste".split(),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a country calls its first-order divisions; `is_in_name` if the usual English name carries it."""

    word: str
    is_in_name: bool


def bare_name(name: str) -> str:
    """A division's name without its kind word: "Kharkiv Oblast" gives "Kharkiv"; unchanged if it has none."""
    for ending in _ENDINGS:
        if name.endswith(" " + ending):
            return name[: -len(ending) - 1].strip()
    for beginning in _BEGINNINGS:
        if name.startswith(beginning):
            return name[len(beginning) :].strip()
    return name


def display_name(name: str, kinds: Sequence[Kind]) -> str:
    """The name to show: with the kind word where the country's divisions are usually called so."""
    if bare_name(name) != name:
        return name
    for kind in kinds:
        if kind.is_in_name:
            return f"{name} {kind.word}"
    return name


def is_distinctive(name: str) -> bool:
    """Whether a bare name can stand for a division, unlike mere directions such as "Northern"."""
    return fold(name) not in _TOO_COMMON


def name_variants(names: Sequence[str], kinds: Sequence[Kind]) -> tuple[str, ...]:
    """All forms under which a division is found, from the names it has; each folded form once.

    Bare names that are mere directions ("Northern") are left out.
    """
    words = dict.fromkeys([kind.word for kind in kinds] + list(_ANYWHERE))
    forms: dict[str, str] = {}
    for name in names:
        base = bare_name(name)
        found = [name]
        if is_distinctive(base):
            found.append(base)
        found += [f"{base} {word}" for word in words]
        found += [f"{word} of {base}" for word in words if word in _IN_FRONT]
        for form in found:
            if is_distinctive(form):
                forms.setdefault(fold(form), form)
    return tuple(forms.values())
