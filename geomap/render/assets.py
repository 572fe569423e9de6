"""The scripts and styles a map needs, as text: Leaflet's from its package, ours from ``static/``.

Leaflet comes inside the package ``XStatic-Leaflet``. Its files are found through the package metadata;
the package itself is never imported.
"""

import base64
import json
import re
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from string import ascii_letters, digits
from typing import Final

from geomap.errors import MissingDependencyError

LEAFLET: Final = "XStatic-Leaflet"

SCRIPTS: Final = (
    *(
        "numbers",
        "grid",
        "payload",
        "geometry",
        "shapes",
        "icons",
        "basemap",
        "surface",
        "labels",
        "scene",
        "hits",
        "lines",
        "paint",
        "filter",
        "card",
    ),
    *("list", "panel", "legend", "timeline", "camera", "cursor", "engine", "embed", "geomap"),
)
"""Our script's parts in the order in which they are joined; each sees the ones before it."""

OUR_NAMES: Final = tuple(
    (
        "model reach context colors palette isSelected targets panel isFromList timeline isEvents "
        "shifts isShown isMoved isFromMark isQuiet namesPlaces painter ratio cluster regionShare leastNamed "
        "dropFilter placeCount known isPlate degrees passing isChosen cardTimed rowBefore cardLayers "
        "rowLayer isSorted lastRow placeRows makeBox pixelAt fitted makeBounds setWords showLayer "
        "scoreWord busiest clusters finders look east west wide ranks bend "
        "refresh measure covers setTheme timer barOf gather spotsAt isTimed bundles "
        "kind basemap published codes boxes isLarge "
        "rows order evidence chosen scene extent ends about spot room take element around share follow alone"
    ).split()
)
"""Names of properties that our script uses often and nobody else knows: in what is shipped they are short."""

_SHORT_NAMES: Final = [
    *(f"${sign}" for sign in ascii_letters + digits),
    *(f"{sign}$" for sign in ascii_letters),
]
_STATIC = Path(__file__).resolve().parent / "static"
_CSS_URL = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")
_PICTURE = re.compile(r"url\([^)]*\)")
_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_CONSTANT = re.compile(r"(?:(?<=for \()|(?<=\n)) *const (?=[\w[{])")
_FUNCTION = re.compile(r"^(async )?function (\w+)(\([^\n]*\)) \{\n(.*?)^\}$", re.MULTILINE | re.DOTALL)
_OUR_NAME = re.compile(rf"\b(?:{'|'.join(OUR_NAMES)})\b")
_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")
_ICONS = {
    "iconUrl": "data/images/marker-icon.png",
    "iconRetinaUrl": "data/images/marker-icon-2x.png",
    "shadowUrl": "data/images/marker-shadow.png",
}


def leaflet_script() -> str:
    """Leaflet's JavaScript.

    Raises:
        MissingDependencyError: If ``XStatic-Leaflet`` is not installed.
    """
    return _package_script(LEAFLET, "data/leaflet.js")


def leaflet_style() -> str:
    """Leaflet's CSS with its images inside."""
    return _package_style(LEAFLET, "data/leaflet.css")


@lru_cache(maxsize=1)
def page_style() -> str:
    """The CSS of a page of our own: Leaflet's without pictures, which such a page does not have, and ours."""
    return _minify("text/css", _PICTURE.sub("none", leaflet_style())) + geomap_style()


@lru_cache(maxsize=1)
def icon_script() -> str:
    """A statement that gives Leaflet's default marker its images as data, so that none is fetched."""
    images = {option: _data_uri(package_file(LEAFLET, name)) for option, name in _ICONS.items()}
    return f'L.Icon.Default.imagePath="";L.Icon.Default.mergeOptions({json.dumps(images)});'


@lru_cache(maxsize=1)
def geomap_script() -> str:
    """Our JavaScript as one function scope, minified; it defines ``window.geomap`` and nothing else."""
    parts = "\n".join(static_text(f"{name}.js") for name in SCRIPTS)
    # Names that are never given anew are told from others in the source alone; "let" is shorter.
    parts = _CONSTANT.sub("let ", parts)
    # And an arrow than "function"; none of ours is called before all are there, but by those after it.
    parts = _OUR_NAME.sub(lambda found: _SHORT_NAMES[OUR_NAMES.index(found[0])], parts)
    parts = _FUNCTION.sub(r"let \2 = \1\3 => {\n\4};", parts)
    return _minify("application/javascript", f'(() => {{\n"use strict";\n{parts}}})();\n')


@lru_cache(maxsize=1)
def page_script() -> str:
    """The script of a page of our own: Leaflet and then ours."""
    return f"{leaflet_script()}\n{geomap_script()}"


@lru_cache(maxsize=1)
def start_script() -> str:
    """What unpacks style and script of a page of our own and opens the map, minified."""
    return _minify("application/javascript", static_text("start.js"))


@lru_cache(maxsize=1)
def geomap_style() -> str:
    """Our CSS, minified."""
    return _minify("text/css", static_text("geomap.css"))


def _minify(media_type: str, text: str) -> str:
    try:
        import minify
    except ImportError:
        # Its wheels are not made for every system; without it scripts are half as large again.
        from rjsmin import jsmin

        return str(jsmin(text)) if media_type.endswith("javascript") else text
    return str(minify.string(media_type, text))


@lru_cache
def static_text(name: str) -> str:
    """The text of one file of ``static/``."""
    return (_STATIC / name).read_text(encoding="utf-8")


@lru_cache
def package_file(distribution: str, ending: str) -> Path:
    """The path of the one file of an installed distribution whose path ends so.

    Raises:
        MissingDependencyError: If the distribution or the file is not installed.
    """
    try:
        files = metadata.files(distribution) or []
    except metadata.PackageNotFoundError as error:
        raise MissingDependencyError(distribution, "drawing maps") from error
    for file in files:
        path = Path(str(file.locate()))
        if file.as_posix().endswith(f"/{ending}") and path.is_file():
            return path
    raise MissingDependencyError(distribution, f"drawing maps (its file {ending} is not there)")


@lru_cache
def _package_script(distribution: str, ending: str) -> str:
    text = package_file(distribution, ending).read_text(encoding="utf-8")
    # Inside a script element only a string can hold this sequence, and there "<\/" means the same.
    return _SOURCE_MAP.sub("\n", text).replace("</script", "<\\/script")


@lru_cache
def _package_style(distribution: str, ending: str) -> str:
    path = package_file(distribution, ending)
    text = _CSS_COMMENT.sub("", path.read_text(encoding="utf-8"))
    return _CSS_URL.sub(lambda found: f"url({_inlined(path.parent / found.group(1))})", text)


def _inlined(path: Path) -> str:
    """The image as a data URI; an empty one for what is no file, such as old Internet Explorer hooks."""
    return _data_uri(path) if path.is_file() else "data:,"


def _data_uri(path: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")
