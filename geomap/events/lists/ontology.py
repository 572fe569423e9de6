"""PLOVER's event types, modes and contexts, and the CAMEO codes they follow from.

The facts are rows in ``data/ontology``. SANCTION counts as material conflict.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geomap.constants import EventType, QuadClass
from geomap.errors import DamagedDataError, InvalidOptionError
from geomap.resources import read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a CAMEO code or a trigger stands for: type, mode and contexts of an event."""

    event_type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """The event types with their quad class, modes and scores (-10 to 10), and the CAMEO table."""

    quad_classes: dict[EventType, QuadClass]
    type_scores: dict[EventType, float]
    mode_scores: dict[tuple[EventType, str], float]
    contexts: frozenset[str]
    cameo: dict[str, Meaning]

    def modes_of(self, event_type: EventType) -> tuple[str, ...]:
        """The modes an event type may have, in the manual's order."""
        return tuple(mode for owner, mode in self.mode_scores if owner is event_type)

    def check(self, meaning: Meaning, source: str) -> Meaning:
        """Accept a meaning whose mode and contexts exist.

        Raises:
            DamagedDataError: If the type has no such mode or PLOVER no such context.
        """
        if meaning.mode is not None and (meaning.event_type, meaning.mode) not in self.mode_scores:
            raise DamagedDataError(source, f"{meaning.event_type.value} has no mode {meaning.mode!r}")
        unknown = set(meaning.contexts) - self.contexts
        if unknown:
            raise DamagedDataError(source, f"no such context: {', '.join(sorted(unknown))}")
        return meaning


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """Read the ontology's rows; the same object on every call.

    Raises:
        DamagedDataError: If a row names an unknown type, mode, context or quad class.
    """
    types = list(read_rows("ontology/event_types.csv", ("event_type", "quad_class", "score")))
    modes = list(read_rows("ontology/modes.csv", ("event_type", "mode", "score")))
    contexts = frozenset(row["context"] for row in read_rows("ontology/contexts.csv", ("context",)))
    ontology = Ontology(
        quad_classes={EventType(row["event_type"]): QuadClass(row["quad_class"]) for row in types},
        type_scores={EventType(row["event_type"]): float(row["score"]) for row in types},
        mode_scores={(EventType(row["event_type"]), row["mode"]): float(row["score"]) for row in modes},
        contexts=contexts,
        cameo={},
    )
    name = "ontology/cameo.csv"
    for row in read_rows(name, ("cameo", "event_type", "mode", "contexts")):
        meaning = read_meaning(row)
        ontology.cameo[row["cameo"]] = ontology.check(meaning, name)
    return ontology


def read_meaning(row: dict[str, str]) -> Meaning:
    """The meaning in a row with the columns event_type, mode and contexts (separated by spaces)."""
    return Meaning(
        event_type=EventType(row["event_type"]),
        mode=row["mode"] or None,
        contexts=tuple(row["contexts"].split()),
    )


def quad_class_of(event_type: EventType) -> QuadClass:
    """The quad class of an event type."""
    return load_ontology().quad_classes[event_type]


def intensity_of(event_type: EventType, mode: str | None = None) -> float:
    """PLOVER's score of a type, or of one of its modes, from -10 (conflict) to 10 (cooperation).

    Raises:
        InvalidOptionError: If the type has no such mode.
    """
    ontology = load_ontology()
    if mode is None:
        return ontology.type_scores[event_type]
    if (event_type, mode) not in ontology.mode_scores:
        raise InvalidOptionError("mode", mode, ontology.modes_of(event_type))
    return ontology.mode_scores[event_type, mode]


def plover_of(cameo: str) -> Meaning | None:
    """The meaning of a CAMEO code; of its shorter parent if the code itself is not listed; else None."""
    table = load_ontology().cameo
    for length in range(len(cameo), 1, -1):
        if cameo[:length] in table:
            return table[cameo[:length]]
    return None
