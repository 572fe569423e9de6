"""The map of modules in ``docs/coding.md`` names every module, each below those that it leans on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / "geomap" / "events"
_MODULES = sorted(path.stem for path in _FOLDER.glob("*.py") if path.stem != "__init__")


def _rows() -> dict[str, int]:
    """The row of the map in which each module stands."""
    text = (_ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    table = text.split("## The modules", 1)[1].split("\n## ", 1)[0]
    rows = [re.findall(r"`(\w+)`", line) for line in table.splitlines() if line.startswith("| ")]
    return {module: number for number, row in enumerate(rows) for module in row}


def test_the_map_names_every_module_of_the_coder():
    assert sorted(_rows()) == _MODULES


@pytest.mark.parametrize("module", _MODULES)
def test_a_module_leans_only_on_rows_up_to_its_own(module):
    rows = _rows()
    tree = ast.parse((_FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    used = {
        node.module.rsplit(".", 1)[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geomap.events.")
    }

    assert [one for one in sorted(used) if rows[one] > rows[module]] == []
