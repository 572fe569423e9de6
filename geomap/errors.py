"""Everything geomap raises on purpose.

Each class also descends from the built-in exception a caller would expect, so
``except ValueError`` works without knowing geomap. Messages have three parts:
what was wrong (with the value), what was expected, and a way out.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class GeomapError(Exception):
    """Base of all errors raised by geomap."""


class InvalidCoordinatesError(GeomapError, ValueError):
    """A longitude or latitude lies outside the WGS 84 range."""

    def __init__(self, *, longitude: float, latitude: float) -> None:
        self.longitude = longitude
        self.latitude = latitude
        message = (
            f"Coordinates out of range: longitude={longitude!r}, latitude={latitude!r}."
            " Expected degrees with -180 <= longitude <= 180 and -90 <= latitude <= 90."
        )
        if abs(longitude) <= 90 < abs(latitude) <= 180:
            message += " Hint: the two values look swapped."
        super().__init__(message)


class InvalidRecordError(GeomapError, ValueError):
    """A record was created with values that contradict each other or its rules."""


class InvalidSpanError(GeomapError, ValueError):
    """A span does not lie inside its text."""

    def __init__(self, *, start: int, end: int, length: int) -> None:
        self.start = start
        self.end = end
        super().__init__(
            f"Span out of range: start={start!r}, end={end!r} in a text of {length} code points."
            " Expected 0 <= start < end <= length, counted in Unicode code points, end exclusive."
        )


class InvalidOptionError(GeomapError, ValueError):
    """An option has a value outside its vocabulary or range."""

    def __init__(self, name: str, value: object, expected: Iterable[str] | str) -> None:
        self.name = name
        self.value = value
        hint = ""
        if isinstance(expected, str):
            said = expected
        else:
            choices = [str(choice) for choice in expected]
            said = "one of " + ", ".join(choices)
            close = get_close_matches(str(value), choices, n=1)
            hint = f" Hint: did you mean {close[0]!r}?" if close else ""
        super().__init__(f"Invalid {name}: {value!r}. Expected {said}.{hint}")


class UnreadableDocumentError(GeomapError, ValueError):
    """An input cannot be read as a news text."""

    def __init__(self, source: str, reason: str, way_out: str) -> None:
        self.source = source
        self.reason = reason
        self.way_out = way_out
        super().__init__(f"Cannot read {source!r}: {reason}. {way_out}")

    def __reduce__(self) -> "tuple[type[UnreadableDocumentError], tuple[str, str, str]]":
        """Passes between processes as it is; by default it would be made anew from its message alone."""
        return type(self), (self.source, self.reason, self.way_out)


class TextlessTableError(UnreadableDocumentError):
    """A table or an XML file holds no texts."""


class SkippedFileError(UnreadableDocumentError):
    """A file in a folder of texts holds none, such as a table about them: no fault of the folder."""


class MissingInputError(UnreadableDocumentError, FileNotFoundError):
    """An input path does not exist."""


class MissingDataError(GeomapError, LookupError):
    """A file of geomap's own data is not where it should be."""

    def __init__(self, name: str, folder: str) -> None:
        self.name = name
        super().__init__(
            f"Data file missing: {name!r}, looked for in {folder!r}. Expected geomap's data folder there."
            " Hint: reinstall geomap, run `make data` in a checkout, or point GEOMAP_DATA at a data folder."
        )


class DamagedDataError(GeomapError, ValueError):
    """A file of geomap's own data does not have the expected form."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"Data file damaged: {name!r}: {reason}. Expected the form described in data/README.md."
            " Hint: reinstall geomap or run `make data` in a checkout."
        )


class MissingDependencyError(GeomapError, ImportError):
    """An optional library is needed and not installed."""

    def __init__(self, library: str, purpose: str, extra: str | None = None) -> None:
        self.library = library
        package = f"geomap[{extra}]" if extra else library
        super().__init__(
            f"Library missing: {library!r}, needed for {purpose}. Hint: pip install '{package}'."
        )


class MissingBrowserError(GeomapError, LookupError):
    """A browser is needed to draw a picture and none is installed."""

    def __init__(self, commands: Iterable[str]) -> None:
        super().__init__(
            f"No browser found to draw the picture: looked for {', '.join(commands)}."
            " Expected Chromium or Firefox on the path of commands."
            " Hint: apt-get install chromium; or write an .html file, which needs none."
        )


class ExportError(GeomapError, OSError):
    """A result could not be written."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(
            f"Cannot write {path!r}: {reason}. Expected a path in an existing, writable folder."
            " Nothing that was there before has been changed."
        )


class CorrectionStoreError(GeomapError, OSError):
    """Corrections cannot be kept or read."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The store of corrections cannot be used: {reason}. Expected a file this user may write, or"
            " the address of a database. What was saved before has not been changed."
        )


class CorrectionNotFoundError(GeomapError, LookupError):
    """A correction to undo does not count, or was never made."""

    def __init__(self, entry_id: str, reason: str) -> None:
        self.entry_id = entry_id
        super().__init__(
            f"Correction {entry_id!r} cannot be undone: {reason}. Expected a correction that counts."
            " Hint: look at the history again."
        )


class InvalidCorrectionError(GeomapError, ValueError):
    """A line of exported corrections is none."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(
            f"Line {line} is not a correction: {reason}. Expected lines as geomap exports them."
            " Nothing of the file has been taken over."
        )


class InvalidWorkspaceError(GeomapError, ValueError):
    """A file is not a workspace, or one that cannot be opened."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The workspace cannot be opened: {reason}. Expected a file that geomap saved."
            " Nothing that is open has been changed."
        )
