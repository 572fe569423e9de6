"""Closed vocabularies and numbers that every part of geomap agrees on."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG, 1980)."""

CRS: Final = "EPSG:4326"
"""The only reference system inside geomap: WGS 84 longitude, latitude in degrees."""


class EventType(StrEnum):
    """The 16 event types of PLOVER v0.8."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class QuadClass(StrEnum):
    """PLOVER's four quad classes; SANCTION counts as material conflict."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


class Modality(StrEnum):
    """Whether the text reports an event as happening."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class Precision(StrEnum):
    """How exactly the place of an event is known, finest first."""

    SITE = "site"
    SETTLEMENT = "settlement"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    WORLD_REGION = "world_region"


class Unit(StrEnum):
    """What a figure counts."""

    PERSON = "person"
    HOUSEHOLD = "household"
    CURRENCY = "currency"


class Category(StrEnum):
    """What a figure says about what it counts, after IDMC's model."""

    IDPS = "idps"
    REFUGEES = "refugees"
    INTERNAL_DISPLACEMENTS = "internal_displacements"
    CROSS_BORDER_DISPLACEMENTS = "cross_border_displacements"
    RETURNS = "returns"
    EVACUATIONS = "evacuations"
    DEATHS = "deaths"
    INJURED = "injured"
    AMOUNT = "amount"


class PlaceRole(StrEnum):
    """What a place is to those a figure counts."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    LOCATION = "location"


class Term(StrEnum):
    """What befell those a figure counts, in IDMC's words; finer than the category."""

    DISPLACED = "displaced"
    FORCED_TO_FLEE = "forced_to_flee"
    RELOCATED = "relocated"
    EVACUATED = "evacuated"
    HOMELESS = "homeless"
    SHELTERED = "sheltered"
    IN_RELIEF_CAMP = "in_relief_camp"
    DESTROYED_HOUSING = "destroyed_housing"
    PARTIALLY_DESTROYED_HOUSING = "partially_destroyed_housing"
    REFUGEE = "refugee"
    CROSSED = "crossed"
    DEPORTED = "deported"
    RETURNED = "returned"
    DIED = "died"
    INJURED = "injured"


HOUSING: Final = frozenset({Term.DESTROYED_HOUSING, Term.PARTIALLY_DESTROYED_HOUSING})
"""Terms that count homes, each as the household that lived in it."""


STOCKS: Final = frozenset({Category.IDPS, Category.REFUGEES})
"""Categories that count people at a date."""

FLOWS: Final = frozenset(
    {
        Category.INTERNAL_DISPLACEMENTS,
        Category.CROSS_BORDER_DISPLACEMENTS,
        Category.RETURNS,
        Category.EVACUATIONS,
    }
)
"""Categories that count movements over a period."""

DISPLACEMENT: Final = STOCKS | FLOWS
"""Categories that the displacement layer shows."""


class Quantifier(StrEnum):
    """How the source hedges a number."""

    EXACT = "exact"
    APPROXIMATELY = "approximately"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"


class MentionKind(StrEnum):
    """Whether a mention names a place or, like "Russian", what belongs to it."""

    TOPONYM = "toponym"
    DEMONYM = "demonym"


class Worldview(StrEnum):
    """Whose view of borders is used; see data/boundaries/disputed.csv."""

    ISO = "iso"
    DE_FACTO = "de_facto"


LIST_COLUMNS: Final = ("actor", "actor_iso3", "recipient", "recipient_iso3")
"""Columns of a layer whose cells are lists of text, with None where a part is unknown."""

DATE_COLUMNS: Final = ("date_start", "date_end")
"""Columns of a layer whose cells are calendar dates, as ISO text such as "2024-05-16"."""

COLORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "material_conflict": "#D55E00",
        "verbal_conflict": "#E69F00",
        "verbal_cooperation": "#56B4E9",
        "material_cooperation": "#009E73",
        "displacement": "#CC79A7",
        "economy": "#7A6A00",
        "place": "#5B6470",
        "region": "#5A5F9E",
    }
)
"""What things look like on every map, ours or QGIS': after Okabe and Ito, safe for color-blind readers."""


def figure_key(layer_key: str, document_id: str | None, quote_start: object, value: object) -> str:
    """The name of a layer's row about a figure that belongs to no event."""
    return f"{layer_key}:{document_id}:{quote_start}:{value}"
