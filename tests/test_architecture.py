"""Who may import whom: the table of CONTRIBUTING.md, imports inside functions included."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BASE = {
    *("errors", "constants", "checks", "models", "geo", "resources", "files", "memory", "codes", "borders"),
    *("layer", "described", "visits", "corpus"),
}
STAGES = {"text", "gazetteer", "reader", "places", "geocoding", "events"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "constants": set(),
    "geo": {"errors", "constants"},
    "resources": {"errors", "constants"},
    "files": {"errors", "constants"},
    "memory": set(),
    "codes": set(),
    "borders": {"codes"},
    "checks": {"errors", "constants"},
    "layer": {"errors", "constants", "geo", "borders"},
    "described": {"constants", "checks"},
    "visits": {"constants"},
    "models": {"errors", "constants", "geo", "checks", "layer", "described", "visits"},
    "corpus": {"constants", "codes", "models"},
    "text": BASE,
    "gazetteer": BASE,
    "reader": BASE | {"text", "gazetteer"},
    "places": BASE | {"text", "gazetteer", "reader"},
    "geocoding": BASE | {"gazetteer", "places"},
    "events": BASE | {"text", "reader", "places"},
    "pipeline": BASE | STAGES,
    "crew": BASE | {"pipeline"},
    "layers": BASE,
    "render": BASE,
    "export": BASE,
    "corrections": BASE,
}
FREE = {"cli", "app", "__init__", "__main__"}


def modules() -> list[Path]:
    return sorted([*ROOT.glob("geomap/**/*.py"), *ROOT.glob("layers/**/*.py")])


def part_of(path: Path) -> str:
    """The row of the table that a file belongs to."""
    relative = path.relative_to(ROOT)
    return "layers" if relative.parts[0] == "layers" else relative.with_suffix("").parts[1]


def imported_parts(path: Path) -> set[str]:
    """Every part of geomap that a file imports, anywhere in it, type checking included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import, expected an absolute one"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "geomap" else [module]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "layers":
                found.add("layers")
            elif package == "geomap" and rest:
                found.add(rest.split(".")[0])
    return found - {"__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_the_table_allows(path):
    part = part_of(path)
    if part in FREE:
        return

    strangers = imported_parts(path) - ALLOWED[part] - {part}

    assert not strangers, f"{part} may not import {sorted(strangers)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_below_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_importing_geomap_stays_light():
    """Neither geopandas nor Streamlit nor the gazetteer is loaded by `import geomap`."""
    import subprocess
    import sys

    heavy = ("pandas", "geopandas", "streamlit", "folium", "numpy")
    code = f"import geomap, sys; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert result.stdout.strip() == "[]"
