"""Grow a data folder from GeoNames' full dump: in stages, in bounded memory, going on where it was stopped.

1. ``places``: the rows of the dump go into buckets by geonameid; rows that mean a place of the installed
   table (countries, first-order divisions, US counties) are noted apart.
2. ``alternates``: the further names go into the same buckets.
3. ``parts``: each bucket becomes a sorted part of the table (see `geomap.gazetteer.parts`).
4. ``table``: the parts are merged (see `geomap.gazetteer.join`).

The stages keep their results in ``OUT/.build`` until the table is there. A stage, or a part, that is complete
is not made again, unless the files it is made from have changed since.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geomap.errors import ExportError, GeomapError, InvalidOptionError, MissingInputError
from geomap.files import make_folder, write_atomically, write_bytes
from geomap.gazetteer import dump
from geomap.gazetteer.buckets import KEPT, read_names, read_places, sort_alternates, sort_places
from geomap.gazetteer.build import GEONAMES, CountryRow, PlaceRow
from geomap.gazetteer.grown_rows import RowMaker
from geomap.gazetteer.installed import Installed, read_installed
from geomap.gazetteer.join import Watch, join_parts, pass_on
from geomap.gazetteer.natural_earth import find_divisions, refine_shapes
from geomap.gazetteer.parts import Part, open_part, write_part
from geomap.resources import data_folder, data_path

BUILT: Final = "build.json"
_FORM: Final = 1
_WORK: Final = ".build"
_HIGHEST: Final = 12
_WITHDRAWN: Final = frozenset({"AN", "CS"})
_TABLE: Final = ("names.marisa", "places.bin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What was built: places, a line for every file with rows left out, and whether it was there before."""

    place_count: int
    complaints: tuple[str, ...]
    was_there: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    geonames: Path
    work: Path
    watch: Watch

    def file(self, name: str) -> Path | None:
        return dump.find_file(self.geonames, name)

    def once(self, stage: str, make: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
        """What a stage says of its result; made now if it is not there whole."""
        folder, said = self.work / stage, self.work / f"{stage}.json"
        if not said.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            write_bytes(said, json.dumps(make(folder)).encode())
        result: dict[str, Any] = json.loads(said.read_bytes())
        return result


def grow_gazetteer(
    geonames: Path, out: Path, *, natural_earth: Path | None = None, watch: Watch = pass_on
) -> Growth:
    """Make a data folder with all places of a GeoNames dump and everything else that geomap's own has.

    Args:
        geonames: Folder with allCountries or cities500 and, as far as there, alternateNamesV2, hierarchy,
            admin1CodesASCII, admin2Codes and countryInfo, each as .txt or .zip.
        out: The data folder to make or to complete; point GEOMAP_DATA at it afterwards.
        natural_earth: Folder with Natural Earth's 10 m divisions; None to copy the installed polygons.
        watch: Shows progress.

    Raises:
        MissingInputError: If there is no file with places, or none with divisions.
        UnreadableDocumentError: If a zip file is damaged.
        InvalidOptionError: If `out` lies in the data folder in use, or that one was grown itself.
        ExportError: If `out` cannot be written.
    """
    if not geonames.is_dir():
        raise MissingInputError(str(geonames), "no such folder", "Check the path.")
    dump.find_places_file(geonames)
    divisions = find_divisions(natural_earth) if natural_earth else None
    _check_folders(out)
    target = make_folder(out / "gazetteer")
    sources = _fingerprint(geonames, divisions)
    built = _read_json(target / BUILT)
    if built.get("sources") == sources and all((target / name).exists() for name in _TABLE):
        return Growth(place_count=built["place_count"], complaints=tuple(built["complaints"]), was_there=True)
    work = make_folder(out / _WORK)
    if _read_json(work / "sources.json") != sources:
        shutil.rmtree(work)
        make_folder(work)
        write_bytes(work / "sources.json", json.dumps(sources).encode())
    try:
        count, complaints = _build(_Job(geonames=geonames, work=work, watch=watch), target)
        _copy_the_rest(out)
        if divisions:
            _refine(divisions, out / "boundaries" / "shapes.bin", watch)
    except GeomapError:
        raise
    except OSError as error:
        # Mostly a full disk: files on the way take two to three times what the dump takes unpacked.
        raise ExportError(str(out), error.strerror or str(error)) from error
    said = {"sources": sources, "place_count": count, "complaints": complaints}
    write_bytes(target / BUILT, json.dumps(said, ensure_ascii=False, indent=1).encode())
    shutil.rmtree(work)
    return Growth(place_count=count, complaints=tuple(complaints))


def _check_folders(out: Path) -> None:
    data = data_folder()
    if (data / "gazetteer" / BUILT).exists():
        raise InvalidOptionError(
            "GEOMAP_DATA", str(data), "geomap's own data folder while building: unset it"
        )
    if out.resolve().is_relative_to(data.resolve()):
        raise InvalidOptionError("output folder", str(out), "a folder outside the data folder in use")


def _fingerprint(geonames: Path, divisions: Path | None) -> dict[str, list[int]]:
    """Size and time of every file that the table is made from."""
    names = (*dump.PLACES, dump.ALTERNATES, dump.HIERARCHY, dump.ADMIN1, dump.ADMIN2, dump.COUNTRIES)
    paths = [path for name in names if (path := dump.find_file(geonames, name))]
    paths += [divisions] if divisions else []
    paths += [data_path(f"gazetteer/{name}") for name in _TABLE]
    paths += [data_path("boundaries/shapes.bin"), data_path("boundaries/disputed.csv")]
    stats = {path.name: path.stat() for path in paths}
    return {"form": [_FORM]} | {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}


def _read_json(path: Path) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return said


def _build(job: _Job, target: Path) -> tuple[int, list[str]]:
    installed = read_installed()
    countries, people, complaints = _read_countries(job, installed)
    parts, more = _make_parts(job, installed, people)
    count = join_parts(
        parts,
        target,
        countries=countries,
        seats=installed.seats,
        attribution=installed.attribution,
        scratch=make_folder(job.work / "table"),
        watch=job.watch,
    )
    return count, [*more, *complaints]


def _make_parts(job: _Job, installed: Installed, people: Mapping[str, int]) -> tuple[list[Part], list[str]]:
    """All parts, and a line for every file with rows left out."""
    placed = job.once("places", lambda folder: sort_places(job.geonames, installed, folder, job.watch))
    linked = {int(geonameid): place_id for geonameid, place_id in placed["linked"].items()}
    named = job.once(
        "alternates", lambda folder: sort_alternates(job.geonames, installed, linked, folder, job.watch)
    )
    units, climbed, complaints = _read_units(job, installed)
    maker = RowMaker(
        installed=installed,
        units=units,
        climbed=climbed,
        people=people,
        takes_columns=job.file(dump.ALTERNATES) is None,
    )
    rejects = dump.Rejects(dump.find_places_file(job.geonames).name)
    parts = [_installed_part(job, maker, placed["people"]), *_bucket_parts(job, maker, rejects)]
    return parts, [*rejects.complaints(), *named["complaints"], *complaints]


def _read_countries(job: _Job, installed: Installed) -> tuple[list[CountryRow], dict[str, int], list[str]]:
    """The countries with today's neighbours, their people by code, and complaints."""
    rows = {country.country_code: country for country in installed.countries}
    people = {code: installed.rows[row.place_id].population or 0 for code, row in rows.items()}
    path = job.file(dump.COUNTRIES)
    rejects = dump.Rejects(path.name if path else "")
    for country in dump.read_countries(path, rejects) if path else ():
        code = country.country_code
        if code in _WITHDRAWN:
            continue
        people[code] = country.population or people.get(code, 0)
        rows[code] = CountryRow(
            country_code=code,
            country_iso3=country.country_iso3,
            place_id=rows[code].place_id if code in rows else f"{GEONAMES}{country.geonameid}",
            neighbours=country.neighbours,
        )
    return [rows[code] for code in sorted(rows)], people, rejects.complaints()


def _read_units(job: _Job, installed: Installed) -> tuple[frozenset[str], dict[int, str], list[str]]:
    """The division codes that exist; the division of a geonameid by the hierarchy; complaints."""
    units = {row.admin1_unit for row in installed.rows.values() if row.feature_code == "ADM1"} - {None}
    of_division: dict[int, str] = {}
    complaints: list[str] = []
    if path := job.file(dump.ADMIN1):
        rejects = dump.Rejects(path.name)
        of_division = {geonameid: unit for unit, _, geonameid in dump.read_divisions(path, rejects)}
    climbed: dict[int, str] = {}
    if path := job.file(dump.HIERARCHY):
        rejects = dump.Rejects(path.name)
        parents = {child: parent for parent, child in dump.read_hierarchy(path, rejects)}
        complaints += rejects.complaints()
        for child in parents:
            if unit := _climb(child, parents, of_division):
                climbed[child] = unit
    known = frozenset(unit for unit in units if unit) | frozenset(of_division.values())
    return known, climbed, complaints


def _climb(geonameid: int, parents: Mapping[int, int], of_division: Mapping[int, str]) -> str | None:
    """The division above a place; the way up ends after a few steps, should the file hold a circle."""
    for _ in range(_HIGHEST):
        if geonameid in of_division:
            return of_division[geonameid]
        if geonameid not in parents:
            return None
        geonameid = parents[geonameid]
    return None


def _bucket_parts(job: _Job, maker: RowMaker, rejects: dump.Rejects) -> Iterator[Part]:
    """A part for each bucket; what is wrong with its rows is kept beside it."""
    buckets = sorted((job.work / "places").glob("[0-9]*.txt"))
    for bucket in job.watch(map(str, buckets), "making parts"):
        source = Path(bucket)
        folder = job.work / "parts" / source.stem
        part = open_part(folder)
        if part is None:
            own = dump.Rejects(rejects.name)
            names = read_names(job.work / "alternates" / source.name)
            by_id = {int(key): found for key, found in names.items()}
            folder.mkdir(parents=True, exist_ok=True)
            part = write_part(_noting(maker.make_rows(read_places(source, own), by_id), own, folder), folder)
        said = _read_json(folder / "rejects.json")
        if said["count"]:
            rejects.add(said["first_line"], said["reason"], count=said["count"])
        yield part


def _noting(rows: Iterator[PlaceRow], rejects: dump.Rejects, folder: Path) -> Iterator[PlaceRow]:
    """The same rows; after the last one it is written down how many were left out."""
    yield from rows
    said = {"count": rejects.count, "first_line": rejects.first_line, "reason": rejects.reason}
    write_bytes(folder / "rejects.json", json.dumps(said).encode())


def _installed_part(job: _Job, maker: RowMaker, people: Mapping[str, int]) -> Part:
    """The installed rows with the dump's names for them."""
    folder = job.work / "parts" / KEPT
    part = open_part(folder)
    if part is not None:
        return part
    names = read_names(job.work / "places" / f"{KEPT}.txt")
    for place_id, found in read_names(job.work / "alternates" / f"{KEPT}.txt").items():
        names[place_id] += found
    rows = maker.installed.rows.items()
    return write_part(
        (maker.add_names(row, names.get(place_id, ()), people.get(place_id)) for place_id, row in rows),
        folder,
    )


def _copy_the_rest(out: Path) -> None:
    """Copy what a data folder needs beside the table: lexicon, ontology, boundaries."""
    for folder in sorted(data_folder().iterdir()):
        if folder.is_dir() and folder.name != "gazetteer" and not folder.name.startswith("."):
            shutil.copytree(folder, out / folder.name, dirs_exist_ok=True)


def _refine(divisions: Path, target: Path, watch: Watch) -> None:
    ids = {country.country_code: country.place_id for country in read_installed().countries}

    def write(draft: Path) -> None:
        refine_shapes(divisions, data_path("boundaries/shapes.bin"), draft, ids, watch=watch)

    write_atomically(target, write)
