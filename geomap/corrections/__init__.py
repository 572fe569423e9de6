"""What readers correct: kept in a store, and applied to the same text whenever it is read again.

A page needs four steps.

1. Open the store once: ``store = CorrectionStore()`` (the user's data folder), or with the path of a
   file, or with a database URL. Threads, sessions and processes may share it.
2. On every run, after parsing and before merging and filtering, apply what counts:

       hashes = [hash_text(one.document.text) for one in parsed]
       corrections = store.active(hashes)
       corrected = [
           apply_corrections(one, corrections, places=atlas, scale=load_ontology()) for one in parsed
       ]
       shown = merge_reports([one.parsed for one in corrected])

   ``atlas`` is the pipeline's; ``load_ontology`` is in `geomap.events.lists.ontology`. A `Corrected` also
   tells which corrections touched an event (``by_event``, by its identifier), a mention or a figure
   (by span), and which events and figures were rejected, so that they can be brought back.
   For a cache key, ``store.revision()`` is cheap; ``tuple(one.entry_id for one in corrections)``
   names exactly what was applied.
3. Make a `Draft` of what the reader says, and save it under a name:

       store.save(change_place(parsed, mention, place), by="Anna")
       values = replace(values_of_event(parsed, event), event_type=EventType.PROTEST, mode=None)
       store.save(change_event(parsed, event, values, reports=others), by="Anna")

   also `reject_event`, `confirm_event`, `add_event`, `change_figure`, `reject_figure`. Pass documents
   as shown (corrected, before or after merging). For an event merged from several reports, pass the
   other reports as ``reports``: it stays one correction in the log.
4. Undo with ``store.undo(correction.entry_id, by=...)``; undoing the entry that this returns brings
   the correction back. ``store.history(hashes)`` lists the log, ``store.export_lines(hashes)`` and
   ``store.import_lines(lines)`` carry it elsewhere. Show a session only the history of texts it holds.

Every error is a `GeomapError` whose message may be shown: it holds no path and no address.
"""

from geomap.corrections.apply import Corrected, apply_corrections
from geomap.corrections.drafts import (
    add_event,
    change_event,
    change_figure,
    change_place,
    confirm_event,
    reject_event,
    reject_figure,
    values_of_event,
    values_of_figure,
)
from geomap.corrections.records import (
    Correction,
    CorrectionKind,
    Draft,
    EventValues,
    FigureValues,
    HistoryEntry,
    PlaceGetter,
    PlaceValue,
    SideValue,
    Target,
    hash_text,
)
from geomap.corrections.store import CorrectionStore, default_path

__all__ = [
    "Corrected",
    "Correction",
    "CorrectionKind",
    "CorrectionStore",
    "Draft",
    "EventValues",
    "FigureValues",
    "HistoryEntry",
    "PlaceGetter",
    "PlaceValue",
    "SideValue",
    "Target",
    "add_event",
    "apply_corrections",
    "change_event",
    "change_figure",
    "change_place",
    "confirm_event",
    "default_path",
    "hash_text",
    "reject_event",
    "reject_figure",
    "values_of_event",
    "values_of_figure",
]
