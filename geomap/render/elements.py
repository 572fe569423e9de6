"""The folium element that carries a whole map's data: one payload, one static template.

folium evaluates what it is given as a Jinja2 template in our own process. The only values that reach
a template here are the payload, which has no signs outside base64 and a dot, and identifiers made from its
checksum. Our scripts and styles enter the page as finished text that no template sees.
"""

import hashlib
from typing import Final

from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from geomap.errors import InvalidRecordError
from geomap.render.assets import (
    geomap_script,
    geomap_style,
    icon_script,
    leaflet_script,
    leaflet_style,
    static_text,
)
from geomap.render.payload import DATA_TYPE

_BASE64: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=.")


class FinishedText(Element):  # type: ignore[misc]  # branca carries no types
    """A piece of a page that is put in as it is, without being evaluated as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "FinishedText"
        self.text = text

    def render(self, **kwargs: object) -> str:
        """The text."""
        return self.text


class GeomapElement(MacroElement):  # type: ignore[misc]  # branca carries no types
    """All of geomap's data and engine on a folium map.

    Raises:
        InvalidRecordError: If the payload is not base64.
    """

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<script type="{{ this.data_type }}" id="{{ this.data_id }}">{{ this.payload }}</script>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        'window.geomap.attach({{ this._parent.get_name() }}, "{{ this.data_id }}");'
        "{% endmacro %}"
    )

    def __init__(self, payload: str) -> None:
        super().__init__()
        if not _BASE64.issuperset(payload):
            raise InvalidRecordError("A payload with signs outside base64. Expected build_payload's result.")
        self._name = "Geomap"
        self._id = payload_id(payload)
        self.data_id = f"geomap-data-{self._id}"
        self.data_type = DATA_TYPE
        self.payload = payload

    def render(self, **kwargs: object) -> None:
        """Add scripts, styles and data to the figure this element is in."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            for name, text in header_parts().items():
                figure.header.add_child(FinishedText(text), name=name)
        super().render(**kwargs)


def payload_id(payload: str) -> str:
    """An identifier made from the payload, so that the same data gives the same page."""
    return hashlib.sha256(payload.encode("ascii")).hexdigest()[:32]


def header_parts() -> dict[str, str]:
    """The scripts and styles of a folium page, by name, in the order in which they must stand."""
    return {
        "leaflet": f"<script>{leaflet_script()}{icon_script()}</script>",
        "geomap_folium": f"<script>{static_text('folium.js')}</script>",
        "geomap": f"<script>{geomap_script()}</script>",
        "leaflet_css": f"<style>{leaflet_style()}</style>",
        "geomap_css": f"<style>{geomap_style()}</style>",
    }
