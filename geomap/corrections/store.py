"""The store of corrections: an append-only log in SQLite, or in another database SQLAlchemy reaches.

Nothing is ever changed or taken out: undoing a correction appends an entry that says so, and undoing
that entry brings the correction back. Every save is one transaction that has reached the disk before
`save` returns, so a killed process loses at most what was not yet saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from uuid import uuid4

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, Select, func, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from geomap.corrections.lines import (
    correction_of_json,
    correction_to_json,
    read_correction_lines,
    write_correction_lines,
)
from geomap.corrections.records import Correction, CorrectionKind, Draft, HistoryEntry
from geomap.corrections.tables import (
    READING,
    SCHEMA_VERSION,
    about,
    create_tables,
    entries,
    make_engine,
    targets,
)
from geomap.errors import (
    CorrectionNotFoundError,
    CorrectionStoreError,
    InvalidCorrectionError,
    MissingDependencyError,
)

ANONYMOUS: Final = "someone"
"""Who makes a correction that carries no name."""

MAX_IMPORTED: Final = 100_000
"""Most lines of one import."""

FILE_NAME: Final = "corrections.sqlite"

_MAX_NAME = 200
_BATCH = 400


def default_path() -> Path:
    """Where corrections are kept unless told otherwise: in the user's own data folder."""
    return user_data_path("geomap", appauthor=False) / FILE_NAME


class CorrectionStore:
    """The log of corrections. Threads and processes may use one store at the same time."""

    def __init__(self, where: str | Path | None = None) -> None:
        """Open the store; a missing one is made.

        Args:
            where: The path of an SQLite file, or the URL of a database
                (``postgresql+psycopg://…``); None means `default_path`.

        Raises:
            CorrectionStoreError: If the store cannot be opened or made.
            MissingDependencyError: If the database's driver is not installed.
        """
        self._engine = _open_engine(where)
        try:
            with _told(self._engine):
                create_tables(self._engine)
            with self._writing() as connection:
                _check_version(connection)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> CorrectionStore:
        """The store itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def save(self, draft: Draft, *, by: str = ANONYMOUS) -> Correction:
        """Append a correction to the log; when this returns, it is on the disk.

        Args:
            draft: What is said; see `geomap.corrections.drafts`.
            by: Who says it.

        Raises:
            CorrectionStoreError: If it could not be saved; nothing has changed then.
        """
        with self._writing() as connection:
            return _append(connection, _signed(draft, by))

    def undo(self, entry_id: str, *, by: str = ANONYMOUS) -> Correction:
        """Append that a correction no longer counts; undoing the entry this returns brings it back.

        Raises:
            CorrectionNotFoundError: If there is no such correction or it is undone already.
            CorrectionStoreError: If it could not be saved; nothing has changed then.
        """
        with self._writing() as connection:
            found = _read(connection, _with_targets().where(entries.c.entry_id == entry_id))
            if not found:
                raise CorrectionNotFoundError(entry_id, "there is none with this identifier")
            (undone,) = found.values()
            related = _read(connection, _of_texts([target.text_hash for target in undone.targets]))
            if entry_id not in _active_ids(related.values()):
                raise CorrectionNotFoundError(entry_id, "it is undone already")
            draft = Draft(
                kind=CorrectionKind.UNDONE, targets=undone.targets, title=undone.title, undoes=entry_id
            )
            return _append(connection, _signed(draft, by))

    def active(self, text_hashes: Iterable[str]) -> tuple[Correction, ...]:
        """The corrections that count for some texts, in the order of the log.

        Args:
            text_hashes: Made by `geomap.corrections.hash_text`.
        """
        return tuple(
            item.correction
            for item in self.history(text_hashes)
            if item.is_active and item.correction.kind is not CorrectionKind.UNDONE
        )

    def history(self, text_hashes: Iterable[str] | None = None) -> tuple[HistoryEntry, ...]:
        """The log in order, undone corrections and the entries that undo them included.

        Args:
            text_hashes: Only what is about these texts; None means everything.
        """
        found: dict[int, Correction] = {}
        with self._reading() as connection:
            if text_hashes is None:
                found = _read(connection, _with_targets())
            else:
                for batch in _batches(sorted(set(text_hashes))):
                    found |= _read(connection, _of_texts(batch))
        corrections = [found[number] for number in sorted(found)]
        counting = _active_ids(corrections)
        return tuple(
            HistoryEntry(correction=entry, is_active=entry.entry_id in counting) for entry in corrections
        )

    def revision(self) -> int:
        """The number of the last entry, 0 for an empty log; it tells cheaply whether there is news."""
        with self._reading() as connection:
            return connection.scalar(select(func.max(entries.c.number))) or 0

    def export_lines(self, text_hashes: Iterable[str] | None = None) -> Iterator[str]:
        """The log as JSON lines, whole or of some texts; `import_lines` reads them."""
        return write_correction_lines(item.correction for item in self.history(text_hashes))

    def import_lines(self, lines: Iterable[str]) -> int:
        """Append the corrections of an export that this log does not hold yet: all of them or none.

        Returns:
            How many were new.

        Raises:
            InvalidCorrectionError: If a line is not a correction.
            CorrectionStoreError: If they could not be saved.
        """
        given: list[Correction] = []
        for line in read_correction_lines(lines):
            given.append(line)
            if len(given) > MAX_IMPORTED:
                raise InvalidCorrectionError(len(given), f"there are more than {MAX_IMPORTED:,} corrections")
        with self._writing() as connection:
            known: set[str] = set()
            for batch in _batches(sorted({line.entry_id for line in given})):
                known |= set(
                    connection.scalars(select(entries.c.entry_id).where(entries.c.entry_id.in_(batch)))
                )
            count = 0
            for line in given:
                if line.entry_id not in known:
                    known.add(line.entry_id)
                    _append(connection, line)
                    count += 1
            return count

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _told(self._engine), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with (
            _told(self._engine),
            self._engine.connect().execution_options(**{READING: True}) as connection,
        ):
            yield connection


def _open_engine(where: str | Path | None) -> Engine:
    given = default_path() if where is None else where
    try:
        if isinstance(given, str) and "://" in given:
            return make_engine(make_url(given))
        path = Path(given)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return make_engine(URL.create("sqlite", database=str(path)))
    except OSError as error:
        raise CorrectionStoreError(f"its folder cannot be made: {error.strerror}") from error
    except ArgumentError as error:
        raise CorrectionStoreError("its address is not understood") from error
    except ModuleNotFoundError as error:
        raise MissingDependencyError(error.name or "driver", "the database of corrections") from error


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Trouble of the database as our own error, without address, path or statement."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None)
        is_local = engine.dialect.name == "sqlite" and cause is not None
        raise CorrectionStoreError(str(cause) if is_local else "the database does not answer") from error


def _check_version(connection: Connection) -> None:
    found = connection.scalar(select(about.c.value).where(about.c.key == "version"))
    if found is None:
        connection.execute(insert(about).values(key="version", value=SCHEMA_VERSION))
    elif found != SCHEMA_VERSION:
        raise CorrectionStoreError(f"it has version {found!r}, and this geomap reads {SCHEMA_VERSION!r}")


def _signed(draft: Draft, by: str) -> Correction:
    values = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    return Correction(
        **values,
        entry_id=uuid4().hex,
        made_at=datetime.now(UTC),
        made_by=" ".join(by.split())[:_MAX_NAME] or ANONYMOUS,
    )


def _append(connection: Connection, correction: Correction) -> Correction:
    row = correction_to_json(correction)
    spans = row.pop("targets")
    result = connection.execute(insert(entries).values(row))
    (number,) = result.inserted_primary_key or (None,)
    connection.execute(
        insert(targets),
        [
            {"number": number, "position": position, "text_hash": span["text_hash"], "span": span}
            for position, span in enumerate(spans)
        ],
    )
    return correction


def _with_targets() -> Select[Any]:
    """The log in order, one row per span."""
    return (
        select(entries, targets.c.span)
        .join(targets, targets.c.number == entries.c.number)
        .order_by(entries.c.number, targets.c.position)
    )


def _of_texts(text_hashes: Sequence[str]) -> Select[Any]:
    """The entries about some texts, with all spans of each."""
    numbers = select(targets.c.number).where(targets.c.text_hash.in_(text_hashes))
    return _with_targets().where(entries.c.number.in_(numbers))


def _read(connection: Connection, query: Select[Any]) -> dict[int, Correction]:
    """The corrections a query finds, by their number in the log."""
    rows = connection.execute(query).mappings()
    found: dict[int, Correction] = {}
    for number, group in groupby(rows, key=lambda row: int(row["number"])):
        spans = list(group)
        found[number] = correction_of_json({**spans[0], "targets": [row["span"] for row in spans]})
    return found


def _active_ids(corrections: Iterable[Correction]) -> set[str]:
    """The identifiers of the entries that count; the log in order, or a part with all that undoes it."""
    undone: set[str] = set()
    active: set[str] = set()
    for correction in reversed(tuple(corrections)):
        if correction.entry_id in undone:
            continue
        active.add(correction.entry_id)
        if correction.undoes is not None:
            undone.add(correction.undoes)
    return active


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
