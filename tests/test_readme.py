"""The README says the truth: its examples run and its commands exist."""

import re
from pathlib import Path

import pytest

from geomap.cli.options import make_parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL))
def test_a_python_example_runs(block, capsys):
    exec(compile(block, "README.md", "exec"), {})


def test_the_first_example_prints_the_visit_with_its_sentence(capsys):
    block = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)[0]

    exec(compile(block, "README.md", "exec"), {})

    out = capsys.readouterr().out
    assert "CONSULT visit ['Vladimir Putin']" in out
    assert "visited Harbin" in out


SHELL = "\n".join(re.findall(r"```\n(.*?)```", README, flags=re.DOTALL))


@pytest.mark.parametrize("line", re.findall(r"^(geomap \w+ .+)$", SHELL, flags=re.MULTILINE))
def test_a_command_line_is_understood(line):
    import shlex

    options = make_parser().parse_args(shlex.split(line.partition("#")[0])[1:])

    assert callable(options.run)


def test_every_command_and_layer_has_a_row():
    from layers import BUILDERS

    rows = re.findall(r"^\| `(?:geomap )?(\w+)", README, flags=re.MULTILINE)

    commands = next(action.choices for action in make_parser()._subparsers._group_actions)
    assert set(rows) == set(commands) | set(BUILDERS)


@pytest.mark.parametrize("target", re.findall(r"\]\(((?!https?:)[^)#]+)\)", README))
def test_a_link_leads_somewhere(target):
    assert (ROOT / target).exists()
