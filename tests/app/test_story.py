"""The page's program uses the map's own scripts, and they have what it calls."""

import re

from geomap.app.cache import read_asset
from geomap.app.story import _MAP_SCRIPTS, _PROGRAM
from geomap.render.assets import static_text

_CALLED = re.compile(r"(?<![.\w])(?:new )?([A-Za-z]\w+)\(")
_DEFINED = re.compile(
    r"(?:function|class|const|let) ([A-Za-z]\w+)|^  (?:async |static )?([a-z]\w+)\(", re.MULTILINE
)
_OF_THE_BROWSER = set(
    "if for while switch return function catch constructor String Number Set Map URL URLSearchParams Promise"
    " Boolean CustomEvent WeakMap Symbol atob getComputedStyle setTimeout clearTimeout"
    " MutationObserver".split()
)


def without_words(script: str) -> str:
    """A script without its comments and texts, in which anything may stand, and without spreads."""
    return re.sub(r'//.*|"[^"\n]*"|\.\.\.', "", script)


def test_every_function_that_the_page_calls_is_there():
    program = "\n".join(map(read_asset, _PROGRAM))
    scripts = "\n".join((*map(static_text, _MAP_SCRIPTS), program))
    defined = {name for pair in _DEFINED.findall(scripts) for name in pair if name}

    called = set(_CALLED.findall(without_words(program)))

    assert "evidenceOf" in called
    assert called - defined - _OF_THE_BROWSER == set()
