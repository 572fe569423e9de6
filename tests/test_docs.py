"""The pages in docs/ say the truth: their examples run and their links lead somewhere."""

import json
import re
import shlex
from pathlib import Path

import pytest

from geomap.cli.options import make_parser

DOCS = sorted((Path(__file__).resolve().parents[1] / "docs").glob("*.md"))


def blocks(language: str) -> list[tuple[str, str]]:
    """The fenced blocks of one language in all pages, each with a name."""
    found = []
    for path in DOCS:
        fences = re.findall(r"^```(\w*)\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        found += [
            (f"{path.name}-{number}", block)
            for number, (name, block) in enumerate(fences)
            if name == language
        ]
    return found


def test_the_example_of_corrections_runs(capsys):
    (block,) = [block for name, block in blocks("python") if name.startswith("corrections")]

    exec(compile(block, "corrections.md", "exec"), {})

    assert capsys.readouterr().out == "AGREE instead of CONSULT\n"


@pytest.mark.parametrize(("name", "block"), blocks("json"))
def test_an_example_of_json_is_json(name, block):
    json.loads(block.replace("{…}", "{}"))


@pytest.mark.parametrize(
    "line", [line for _, block in blocks("") for line in block.splitlines() if line.startswith("geomap ")]
)
def test_a_command_line_is_understood(line):
    assert callable(make_parser().parse_args(shlex.split(line.partition("#")[0])[1:]).run)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path):
    text = path.read_text("utf-8")

    for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (path.parent / target).exists(), target
