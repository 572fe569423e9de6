"""Documents that are read in a thread of their own, while the page shows those that are read already.

Nothing here knows Streamlit, whose functions belong to the thread of a visit.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from threading import Event, main_thread
from time import monotonic
from typing import Final, Protocol

from geomap.crew import Outcome
from geomap.errors import UnreadableDocumentError
from geomap.models import Document, ParsedDocument
from geomap.render.names import document_name

_PATIENCE_S: Final = 180.0
"""How long nobody may look; browsers let pages in the background look once a minute."""


class DocumentsReader(Protocol):
    """What reads documents; see `geomap.crew.Crew`."""

    def read(self, documents: Sequence[Document], /) -> Generator[Outcome, None, None]:
        """What each document says, or why it cannot be read, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a backlog is: documents done, the one at work (None after the last), and those that failed.

    ``is_over`` says that nothing more is read, ``is_whole`` that this is so because all is done.
    """

    done: int
    at_work: Document | None
    problems: tuple[UnreadableDocumentError, ...]
    is_over: bool
    is_whole: bool


class Backlog:
    """Reads documents one after another, from its making on.

    It ends early when told to, and when nobody has looked for a while: then its reader has left.
    """

    def __init__(
        self,
        key: str,
        documents: Sequence[Document],
        *,
        reader: DocumentsReader,
        keep: Callable[[ParsedDocument], None],
        patience_s: float = _PATIENCE_S,
    ) -> None:
        self.key = key
        self._documents, self._reader, self._keep = tuple(documents), reader, keep
        self._patience_s, self._looked_at = patience_s, monotonic()
        self._is_stopped = Event()
        self._done = 0
        self._problems: list[UnreadableDocumentError] = []
        # No daemon: the end of the server waits for a document or two rather than tearing them apart.
        threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="geomap-reading")
        self._work = threads.submit(self._read)
        threads.shutdown(wait=False)

    @property
    def count(self) -> int:
        """How many documents it had to read."""
        return len(self._documents)

    def stop(self) -> None:
        """Read no more than the document at work."""
        self._is_stopped.set()

    def look(self, *, wait_s: float = 0.0) -> Progress:
        """How far it is, after waiting for its end some seconds at most; raises what reading has raised."""
        self._looked_at = monotonic()
        wait([self._work], timeout=wait_s)
        is_over = self._work.done()
        done = self._done
        return Progress(
            done=done,
            at_work=self._documents[done] if done < len(self._documents) else None,
            problems=tuple(self._problems),
            is_over=is_over,
            is_whole=is_over and self._work.result(),
        )

    def _read(self) -> bool:
        """Whether all documents were read."""
        with closing(self._reader.read(self._documents)) as outcomes:
            for document in self._documents:
                if self._is_given_up():
                    return False
                problem = keep_outcome(document, next(outcomes), self._keep)
                self._problems += [problem] if problem else []
                self._done += 1
        return True

    def _is_given_up(self) -> bool:
        """Whether nobody waits for more: it was told to stop, its reader has left, or the server ends."""
        has_left = monotonic() - self._looked_at > self._patience_s
        return self._is_stopped.is_set() or has_left or not main_thread().is_alive()


def keep_outcome(
    document: Document, outcome: Outcome, keep: Callable[[ParsedDocument], None]
) -> UnreadableDocumentError | None:
    """Keep what a document says; what is wrong with it, if it could not be read."""
    if isinstance(outcome, ParsedDocument):
        keep(outcome)
        return None
    return UnreadableDocumentError(document_name(document), outcome.reason, outcome.way_out)
