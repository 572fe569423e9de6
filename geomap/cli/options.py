"""The options of every command, and what their values must look like."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date

from geomap import __version__
from geomap.cli import commands
from geomap.constants import Modality, Worldview

_NEAR = "--near"


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands; each sets ``run`` to the function that does it."""
    parser = argparse.ArgumentParser(
        prog="geomap", description="Puts news of conflict and diplomacy on a map."
    )
    parser.add_argument("--version", action="version", version=f"geomap {__version__}")
    subcommands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = _common_options()

    command = _add(
        subcommands,
        "map",
        commands.run_map,
        "write one self-contained HTML map, or a PNG picture",
        [common, _layer_options()],
    )
    command.add_argument(
        "-o",
        "--output",
        default="map.html",
        help="the file to write: .html, or .png where a Chromium or Firefox is installed (default: map.html)",
    )
    command.add_argument(
        "--size", type=_size, metavar="WIDTHxHEIGHT", help="pixels of a PNG (default: 1600x1000)"
    )
    command.add_argument("--theme", choices=("auto", "light", "dark"), default="auto")
    command.add_argument("--basemap", choices=("natural_earth", "none"), default="natural_earth")
    command.add_argument("--tiles", metavar="NAME", help="online tiles, such as OpenStreetMap.Mapnik")

    _add_brief(subcommands, common)

    command = _add(
        subcommands, "layers", commands.run_layers, "write one file per layer", [common, _layer_options()]
    )
    command.add_argument("-o", "--output", required=True, metavar="DIR", help="the folder to write into")
    command.add_argument("--format", choices=("geojson", "gpkg", "csv", "parquet"), default="geojson")

    _add_parse(subcommands, common)
    command = _add(
        subcommands, "resolve", commands.run_resolve, "resolve mentions whose spans are given", [common]
    )
    command.add_argument("input", metavar="INPUT.jsonl", help="JSON lines with id, text, mentions; or -")
    command.add_argument("-o", "--output", help="the file to write (default: standard output)")

    command = _add(subcommands, "geocode", commands.run_geocode, "look names up, offline", [common])
    command.add_argument("names", nargs="+", metavar="NAME")
    command.add_argument("--country", metavar="CC", help="only places of this country (ISO 3166-1 alpha-2)")
    command.add_argument(_NEAR, type=_position, metavar="LON,LAT", help="prefer places near here")
    command.add_argument(
        "--limit", type=_positive, default=5, metavar="N", help="places per name (default: 5)"
    )
    command.add_argument("--fuzzy", action="store_true", help="also find misspelt names")
    command.add_argument(
        "--online",
        choices=("nominatim", "photon"),
        help="ask this service for names the gazetteer lacks (default: nothing goes online)",
    )
    command.add_argument("--json", action="store_true", help="one JSON object per place")

    command = _add(
        subcommands, "reverse", commands.run_reverse, "what is here: settlement, admin-1, country", [common]
    )
    command.add_argument("longitude", type=float, metavar="LON")
    command.add_argument("latitude", type=float, metavar="LAT")
    command.add_argument("--json", action="store_true")

    command = _add(subcommands, "app", commands.run_app, "open the page in a browser", [])
    command.add_argument("inputs", nargs="*", metavar="INPUT", help="files or folders to open with")
    command.add_argument("--port", type=_positive, default=8501, help="port on 127.0.0.1 (default: 8501)")
    command.add_argument("--no-browser", action="store_true", help="only serve, open nothing")

    _add_gazetteer(subcommands, common)
    return parser


def joined_positions(arguments: Sequence[str]) -> list[str]:
    """The arguments with "--near -89,39" as one, since argparse takes a value with a minus for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == _NEAR and argument[:2].strip("-.").isdecimal():
            joined[-1] = f"{_NEAR}={argument}"
        else:
            joined.append(argument)
    return joined


def _add_brief(
    subcommands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    command = _add(
        subcommands, "brief", commands.run_brief, "write a brief for printing", [common, _layer_options()]
    )
    command.add_argument(
        "-o", "--output", default="brief.html", help="the file to write (default: brief.html)"
    )
    command.add_argument("--title", help="the heading (default: the title of a single text)")


def _add_parse(
    subcommands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    command = _add(
        subcommands,
        "parse",
        commands.run_parse,
        "write everything found, one document a line",
        [common, _reading_options()],
    )
    command.add_argument("-o", "--output", help="the file to write (default: standard output)")
    command.add_argument("--format", choices=("jsonl", "table"), default="jsonl")
    merging = command.add_mutually_exclusive_group()
    merging.add_argument(
        "--merge", action="store_true", help="merge what several documents report (reads all of them first)"
    )
    merging.add_argument("--no-merge", action="store_true", help="keep every report of an event apart")


def _add_gazetteer(
    subcommands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    command = subcommands.add_parser(
        "gazetteer", help="what place data is installed; make more", description="Place data."
    )
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION")
    _add(actions, "info", commands.run_gazetteer_info, "say what place data is installed", [common])
    command = _add(
        actions,
        "build",
        commands.run_gazetteer_build,
        "make a data folder from the files of GeoNames' dump, for GEOMAP_DATA; run again to go on",
        [],
    )
    command.add_argument(
        "--geonames",
        required=True,
        metavar="DIR",
        help="folder with allCountries (or cities500), alternateNamesV2, hierarchy, admin1CodesASCII,"
        " admin2Codes and countryInfo, as .txt or .zip",
    )
    command.add_argument(
        "--natural-earth",
        metavar="DIR",
        help="folder with ne_10m_admin_1_states_provinces for finer polygons (default: those installed)",
    )
    command.add_argument("--out", required=True, metavar="DIR", help="the data folder to make")
    command.add_argument("--quiet", action="store_true", help="no progress, only complaints")


def _add(
    subcommands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    does: str,
    parents: Sequence[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    command = subcommands.add_parser(
        name, help=does, description=does[0].upper() + does[1:] + ".", parents=parents
    )
    command.set_defaults(run=run)
    return command


def _common_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--published", type=_calendar_date, metavar="YYYY-MM-DD", help="date of undated inputs"
    )
    options.add_argument("--worldview", choices=[str(view) for view in Worldview], default=str(Worldview.ISO))
    options.add_argument(
        "--min-score", type=_score, default=0.0, metavar="X", help="leave out what scores less"
    )
    options.add_argument("--quiet", action="store_true", help="no progress, only complaints")
    return options


def _layer_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, parents=[_reading_options()])
    options.add_argument(
        "--modality",
        action="append",
        choices=[str(modality) for modality in Modality],
        help="draw these events (repeat for more; default: actual)",
    )
    options.add_argument("--no-merge", action="store_true", help="keep every report of an event apart")
    return options


def _reading_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder or - for standard input")
    options.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="read many texts by N processes side by side (default: one for each core, up to 8)",
    )
    options.add_argument(
        "--corrected", action="store_true", help="apply the corrections that were made on the page"
    )
    return options


def _calendar_date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is not a date. Expected YYYY-MM-DD.") from error


def _score(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a score. Expected a number from 0 to 1.")
    return number


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r}. Expected a whole number from 1.")
    return int(value)


def _size(value: str) -> tuple[int, int]:
    width, _, height = value.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{value!r}. Expected WIDTHxHEIGHT in pixels, such as 1600x1000.")
    return int(width), int(height)


def _position(value: str) -> tuple[float, float]:
    from geomap.geo import check_coordinates

    try:
        longitude, latitude = (float(part) for part in value.split(","))
        check_coordinates(longitude, latitude)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{value!r}. Expected LON,LAT in degrees, such as 30.5,50.4."
        ) from error
    return longitude, latitude
