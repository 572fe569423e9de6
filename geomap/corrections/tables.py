"""The two tables of the store, and how its engine is made."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.engine import URL, make_url

SCHEMA_VERSION = "1"
"""What this code writes and reads; a store of a later version is left alone."""

READING = "geomap_is_reading"
"""The execution option of a connection that only reads."""

_PATIENCE_S = 30
_PAUSE_S = 0.02

_metadata = MetaData()

about = Table(
    "geomap_about",
    _metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(40), nullable=False),
)

entries = Table(
    "geomap_corrections",
    _metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("entry_id", String(64), nullable=False, unique=True),
    Column("made_at", String(40), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("title", Text),
    Column("note", Text),
    Column("undoes", String(64)),
    sqlite_autoincrement=True,
)
"""The log: one row per correction, never changed and never taken out."""

targets = Table(
    "geomap_correction_targets",
    _metadata,
    Column("number", Integer, ForeignKey("geomap_corrections.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text_hash", String(64), nullable=False),
    Column("span", JSON, nullable=False),
    Index("geomap_targets_by_text", "text_hash"),
)
"""The spans of each correction; one that undoes another has the same spans."""


def make_engine(url: str | URL) -> Engine:
    """The engine for a store; on SQLite every commit reaches the disk before it is answered."""
    address = make_url(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"connect_args": {"timeout": _PATIENCE_S}} if is_sqlite else {}
    engine = create_engine(address, **options)
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def create_tables(engine: Engine) -> None:
    """Make the tables where they are missing."""
    _metadata.create_all(engine)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Write-ahead log with a sync at each commit; transactions begin where we say so."""
    connection.isolation_level = None
    cursor = connection.cursor()
    _use_write_ahead_log(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_write_ahead_log(cursor: Any) -> None:
    """Ask until it is so: where several open a new file at once, SQLite refuses some of them without waiting.

    Changing the journal needs the file alone, and the busy timeout does not hold for it
    (https://www.sqlite.org/wal.html#activating_and_configuring_wal_mode).
    """
    given_up_at = time.monotonic() + _PATIENCE_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not is_busy or time.monotonic() > given_up_at:
                raise
        time.sleep(_PAUSE_S)


def _begin(connection: Any) -> None:
    """Take the write lock at the start, so that what a transaction reads is what it builds on."""
    is_reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
