"""Many documents read on all cores: by this process and by helpers beside it.

A helper is a process of its own with a pipeline of its own. It is asked on its standard input and answers on
its standard output, so it ends with the process that started it, however that ends. It is not made with
`multiprocessing`, whose processes run the main program anew: for a page of Streamlit, or for a script without
a guard, that is the page or the script itself.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue
from threading import BoundedSemaphore
from traceback import extract_tb, format_exception_only
from typing import IO, Any, Final, TypeAlias, cast

from geomap.constants import Worldview
from geomap.errors import GeomapError, UnreadableDocumentError
from geomap.models import Document, ParsedDocument
from geomap.pipeline import Pipeline

_MANY: Final = 24
"""Fewer documents than this are read here: until a helper is ready, some ten of them are read."""

_AHEAD: Final = 8
"""For each helper so many documents are taken from a stream before the first of them is done."""

_MOST: Final = 8
"""So many processes at most where nobody says how many, since each takes some 150 MB of memory."""

_NICE: Final = 5
"""How far helpers stand back behind other programs; only where the system knows that."""

# A group of its own: Ctrl+C is for the program that has helpers, not for them.
_APART: dict[str, Any]
if sys.platform == "win32":
    _APART = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
else:
    _APART = {"process_group": 0}

_REPORT: Final = "Please report this text."
_SERVE: Final = "from geomap.crew import serve; serve()"

Outcome: TypeAlias = ParsedDocument | UnreadableDocumentError
_Item: TypeAlias = Document | UnreadableDocumentError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How documents are read; see `Pipeline.default`."""

    worldview: Worldview = Worldview.ISO
    min_score: float = 0.0
    merges_repeats: bool = True

    def open(self) -> Pipeline:
        """A pipeline with these settings."""
        return Pipeline.default(
            worldview=self.worldview, min_score=self.min_score, merges_repeats=self.merges_repeats
        )


def default_jobs() -> int:
    """How many processes read side by side where nobody says: one for each core, up to eight."""
    if sys.platform == "linux":
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


class Crew:
    """Reads streams of documents. Safe to share between threads, which then share the helpers too."""

    def __init__(self, pipeline: Pipeline, *, helpers: int, settings: Settings | None = None) -> None:
        """Take what reads here, and how many helpers there may be at once.

        Args:
            pipeline: What reads in this process.
            helpers: Processes beside this one; 0 for none. They are started when there is enough to read.
            settings: Those of the pipeline.
        """
        self._pipeline = pipeline
        self._settings = settings or Settings()
        self._most = helpers
        self._seats = BoundedSemaphore(helpers)

    def read(self, items: Iterable[_Item]) -> Generator[Outcome, None, None]:
        """What each document says, or why it cannot be read, in order and in constant memory.

        Items that are no documents pass as they are. The results are those of `Pipeline.parse`, whoever
        reads. Closing the stream ends the helpers at once.
        """
        stream = iter(items)
        first = list(islice(stream, _MANY))
        seats = self._take_seats() if len(first) == _MANY else 0
        stream = chain(first, stream)
        if not seats:
            yield from map(self._read_here, self._pipeline.ahead(stream))
            return
        try:
            yield from self._read_together(stream, seats)
        finally:
            for _ in range(seats):
                self._seats.release()

    def _take_seats(self) -> int:
        """How many helpers this stream may have: all that no other stream has."""
        return sum(self._seats.acquire(blocking=False) for _ in range(self._most))

    def _read_here(self, item: _Item) -> Outcome:
        return item if isinstance(item, UnreadableDocumentError) else _read(self._pipeline, item)

    def _read_together(self, stream: Iterator[_Item], count: int) -> Iterator[Outcome]:
        helpers: list[Helper] = []
        with suppress(OSError):  # a machine that cannot start one more goes on with those it has
            helpers.extend(Helper(self._settings) for _ in range(count))
        threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="geomap-helper")
        idle: SimpleQueue[Helper] = SimpleQueue()

        def start(helper: Helper) -> None:
            helper.get_ready()
            idle.put(helper)

        def ask(document: Document) -> Outcome:
            # There is one for every thread that is past its start, unless one was lost.
            helper = idle.get_nowait()
            outcome = helper.ask(document)
            idle.put(helper)
            return outcome

        try:
            # A start keeps its thread busy, so documents wait, to be read here, until a helper is ready.
            for helper in helpers:
                threads.submit(start, helper)
            waiting: deque[tuple[_Item, Future[Outcome]]] = deque()
            while True:
                for item in islice(stream, _AHEAD * count + 1 - len(waiting)):
                    task = threads.submit(ask, item) if isinstance(item, Document) else _done(item)
                    waiting.append((item, task))
                if not waiting:
                    return
                while not waiting[0][1].done():
                    self._lend_a_hand(waiting)
                item, task = waiting.popleft()
                # Where a helper was lost its document is read here, and what went wrong is raised here.
                yield self._read_here(item) if task.exception() else task.result()
        finally:
            for helper in helpers:
                helper.end()
            threads.shutdown(cancel_futures=True)
            for helper in helpers:
                helper.close()

    def _lend_a_hand(self, waiting: deque[tuple[_Item, Future[Outcome]]]) -> None:
        """Read the first document that nobody has begun with; where there is none, wait."""
        for place, (item, task) in enumerate(waiting):
            if task.cancel():
                waiting[place] = (item, _done(self._read_here(item)))
                return
        wait([waiting[0][1]])


class Helper:
    """A process that reads documents one by one."""

    def __init__(self, settings: Settings) -> None:
        # What the folder it is started in holds may have any name: hence -P.
        own = str(Path(__file__).parents[1])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([own, os.environ.get("PYTHONPATH", "")])},
            **_APART,
        )
        self._questions, self._answers = (
            cast(IO[bytes], self._process.stdin),
            cast(IO[bytes], self._process.stdout),
        )
        self._settings = settings

    def get_ready(self) -> None:
        """Wait until it can be asked; raises an OSError or EOFError if it was lost."""
        self._tell(self._settings)

    def ask(self, document: Document) -> Outcome:
        """What a document says; raises an OSError or EOFError if the helper was lost."""
        outcome: Outcome = self._tell(document)
        return outcome

    def end(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Give back what it holds, when nobody asks it any more."""
        with suppress(OSError):
            self._questions.close()
        self._answers.close()

    def _tell(self, question: Settings | Document) -> Any:
        pickle.dump(question, self._questions)
        self._questions.flush()
        return pickle.load(self._answers)


def serve() -> None:
    """Be a helper: answer settings when ready, and then documents with what they say, until nobody asks."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may write among the answers
    with suppress(EOFError), answers:
        settings: Settings = pickle.load(sys.stdin.buffer)
        pipeline = settings.open()
        answer: Settings | Outcome = settings
        while True:
            pickle.dump(answer, answers)
            answers.flush()
            answer = _read(pipeline, pickle.load(sys.stdin.buffer))


def _read(pipeline: Pipeline, document: Document) -> Outcome:
    """What a document says, or why it cannot be read.

    A fault of a single text must not cost what the other texts say, so whatever goes wrong is told of it.
    """
    try:
        return pipeline.parse(document)
    except GeomapError as error:
        _log.debug("a document could not be parsed", exc_info=True)
        return UnreadableDocumentError(document.document_id, str(error), _REPORT)
    except Exception as error:
        _log.debug("a document could not be parsed", exc_info=True)
        return UnreadableDocumentError(document.document_id, f"a fault of geomap: {_where(error)}", _REPORT)


def _where(error: Exception) -> str:
    """What went wrong and in which line: "IndexError: list index out of range (party.py, line 12)"."""
    last = extract_tb(error.__traceback__)[-1]
    what = "".join(format_exception_only(error)).strip().splitlines()[-1]
    return f"{what} ({Path(last.filename).name}, line {last.lineno})"


def _done(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future
