"""A ``folium.Map`` from finished layers, and the settings every map has.

folium counts (latitude, longitude); here, and nowhere else in this package, the order flips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.constants import Worldview
from geomap.errors import InvalidOptionError
from geomap.models import Layer, ParsedDocument
from geomap.render.basemaps import (
    NATURAL_EARTH,
    NO_BASEMAP,
    Tiles,
    attribution_lines,
    find_tiles,
    natural_earth_parts,
)
from geomap.render.payload import build_payload
from geomap.render.styles import Theme

if TYPE_CHECKING:
    import folium

LANGUAGES = ("en",)
"""Languages that `words` can speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """How a map looks.

    ``basemap`` is "natural_earth" (offline), "none", or the name of an online tile service, such as
    "OpenStreetMap.Mapnik", which the reader's browser then fetches. ``title`` may hold any text.
    ``height_px`` is the height of the folium map in pixels; None fills what it is put into.
    ``is_list_open`` opens the list of events at the start where the map is wide enough.
    ``is_embedded`` is for a page that frames the map and has a list of its own: the map then has none
    and exchanges messages with the page, as ``static/embed.js`` says.
    """

    title: str = "Reported events"
    theme: Theme | str = Theme.AUTO
    basemap: str = NATURAL_EARTH
    language: str = "en"
    height_px: int | None = None
    is_list_open: bool = True
    is_embedded: bool = False

    def __post_init__(self) -> None:
        if self.theme not in frozenset(Theme):
            raise InvalidOptionError("theme", self.theme, Theme)
        if self.language not in LANGUAGES:
            raise InvalidOptionError("language", self.language, LANGUAGES)
        if self.height_px is not None and self.height_px <= 0:
            raise InvalidOptionError("height_px", self.height_px, "a positive number of pixels or None")

    @property
    def tiles(self) -> Tiles | None:
        """The online tile service, if the base map is one.

        Raises:
            InvalidOptionError: If there is no such service.
        """
        return None if self.basemap in {NATURAL_EARTH, NO_BASEMAP} else find_tiles(self.basemap)


def folium_map(
    layers: Sequence[Layer],
    *,
    documents: Sequence[ParsedDocument] = (),
    settings: MapSettings | None = None,
) -> folium.Map:
    """A folium map that shows the layers offline; add your own folium layers to it as usual.

    Args:
        layers: Finished layers, in the order of the layer panel.
        documents: The parsed documents behind them; with these the evidence card marks trigger,
            places and actors in the quote, and lists actual events that have no place.
        settings: Look and base map; the defaults if None.

    Raises:
        InvalidOptionError: If the base map is unknown.
        MissingDependencyError: If Leaflet's files are not installed.
    """
    import folium

    from geomap.render.elements import GeomapElement

    settings = settings or MapSettings()
    element = GeomapElement(map_payload(layers, documents=documents, settings=settings))
    fmap = folium.Map(
        location=(20.0, 15.0),
        zoom_start=2,
        tiles=None,
        height="100%" if settings.height_px is None else settings.height_px,
        zoom_control="bottomright",
        zoom_snap=0.25,
        world_copy_jump=True,
    )
    # Attributes of this one map: the lists of the class, which other maps share, stay as they are.
    fmap.default_js, fmap.default_css = [], []
    fmap._id = element._id
    fmap.add_child(element)
    return fmap


def map_payload(
    layers: Sequence[Layer], *, documents: Sequence[ParsedDocument], settings: MapSettings
) -> str:
    """The payload of a map with these settings."""
    tiles = settings.tiles
    worldview = layers[0].worldview if layers else Worldview.ISO
    page: dict[str, object] = {
        "title": settings.title,
        "theme": str(settings.theme),
        "language": settings.language,
        "list": settings.is_list_open,
        "embedded": settings.is_embedded,
        "worldview": worldview.value,
        "tiles": {"url": tiles.url, "maxZoom": tiles.max_zoom} if tiles else None,
        "attribution": attribution_lines(
            settings.basemap,
            tiles=tiles,
            worldview=worldview,
            sources=[layer.attribution for layer in layers],
        ),
    }
    basemap = natural_earth_parts(worldview) if settings.basemap == NATURAL_EARTH else ""
    return build_payload(layers, documents=documents, page=page, basemap=basemap)
