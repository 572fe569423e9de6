"""The map in ``docs/coding.md`` names every folder and module of the coder, each below those it leans on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_CODER = _ROOT / "geomap" / "events"
_MODULES = sorted(path for path in _CODER.glob("*/*.py") if path.stem != "__init__")


def _rows() -> dict[str, list[str]]:
    """The folders of the map in order, with the modules that each row names."""
    text = (_ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    table = text.split("## The modules", 1)[1].split("\n## ", 1)[0]
    cells = [line.strip("| ").split("|") for line in table.splitlines() if line.startswith("| ")]
    return {
        folder[0]: re.findall(r"`(\w+)`", row[2])
        for row in cells
        if len(row) == 3 and (folder := re.findall(r"`(\w+)/`", row[1]))
    }


def test_the_map_names_every_folder():
    folders = {path.name for path in _CODER.iterdir() if (path / "__init__.py").exists()}

    assert set(_rows()) == folders


@pytest.mark.parametrize("folder", _rows())
def test_the_map_names_every_module_of_a_folder(folder):
    assert sorted(_rows()[folder]) == [path.stem for path in _MODULES if path.parent.name == folder]


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_module_leans_only_on_folders_up_to_its_own(path):
    order = list(_rows())
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {
        node.module.split(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geomap.events.")
    }

    assert [one for one in sorted(used) if order.index(one) > order.index(path.parent.name)] == []
