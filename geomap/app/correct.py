"""The dialogs in which a reader corrects what was found; each save is one entry of the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

import streamlit as st

from geomap.app.cache import Findings, open_pipeline
from geomap.app.correct_figures import show_figures
from geomap.app.correct_places import choose_place
from geomap.app.filters import MODALITY_WORDS
from geomap.app.markdown import escape_markdown
from geomap.app.saving import ask_name, save_and_close
from geomap.app.subjects import (
    EventSubject,
    PlaceSearch,
    find_event,
    find_mention,
    find_words,
    known_sides,
    sentences_of,
    side_values,
)
from geomap.app.windows import note_window
from geomap.constants import EventType, Modality
from geomap.corrections import (
    EventValues,
    add_event,
    change_event,
    change_place,
    confirm_event,
    reject_event,
    values_of_event,
)
from geomap.events.lists.ontology import load_ontology
from geomap.models import Mention, ParsedDocument
from geomap.render.words import EVENT_WORDS, event_word, place_phrase, title_of

_GONE = "This is no longer found in the texts on show. Close this window and choose it again."


@st.dialog("Correct this event", width="medium", on_dismiss="rerun")
def correct_event(findings: Findings, event_id: str) -> None:
    """Let the reader change, confirm or reject an event."""
    note_window()
    subject = find_event(findings, event_id)
    if subject is None:
        st.info(_GONE)
        return
    event = subject.event
    st.markdown(f"**{escape_markdown(title_of(event))}**")
    st.markdown(f"> {escape_markdown(event.quote)}")
    if subject.reports:
        count = len(subject.reports)
        also = "one other text" if count == 1 else f"{count} other texts"
        st.caption(f"Also reported by {also}: a correction holds for all of them.")
    ask_name()
    place, what, figures, verdict = st.tabs(["Place", "What, who and when", "Figures", "Right or wrong"])
    with place:
        _correct_place_of(subject)
    with what:
        _correct_values(subject)
    with figures:
        show_figures(subject)
    with verdict:
        _give_verdict(subject)


@st.dialog("Correct this place", width="medium", on_dismiss="rerun")
def correct_place(findings: Findings, number: int, span: tuple[int, int]) -> None:
    """Let the reader say which place some words of a document mean."""
    note_window()
    parsed = findings.corrected[number].parsed
    mention = find_mention(parsed, span)
    if mention is None:
        st.info(_GONE)
        return
    ask_name()
    _correct_mention(parsed, mention)


@st.dialog("Add an event", width="medium", on_dismiss="rerun")
def add_missing_event(findings: Findings, number: int) -> None:
    """Let the reader add an event that was not found."""
    note_window()
    parsed = findings.corrected[number].parsed
    sentences = sentences_of(parsed.document)
    texts = [parsed.document.quote(one.start, one.end) for one in sentences]
    st.caption("Choose the sentence that reports it; it is what others will be shown as evidence.")
    ask_name()
    chosen = st.selectbox(
        "Sentence",
        range(len(texts)),
        index=None,
        format_func=texts.__getitem__,
        placeholder="Choose the sentence, or type some of its words",
        key="add_sentence",
    )
    words = st.text_input(
        "Words that report it (optional)",
        help="The word or words in the sentence that say what happens, such as “shelled”.",
        key="add_trigger",
    )
    place = choose_place("add_place", candidates=(), now=None)
    values = _ask_values(parsed, EventValues(event_type=EventType.CONSULT), key="add")
    sentence = None if chosen is None else sentences[chosen]
    trigger = find_words(parsed.document, words, sentence) if sentence else None
    if sentence and words.strip() and trigger is None:
        st.info("These words are not in the sentence. Copy them from it, or leave the field empty.")
    is_sent = st.button("Add the event", type="primary", key="add_save", disabled=sentence is None)
    if is_sent and sentence and values is not None:
        given = replace(
            values, place_id=place.place_id if place else None, place_name=place.name if place else None
        )
        draft = add_event(parsed, given, sentence=(sentence.start, sentence.end), trigger=trigger)
        save_and_close(draft)


def _correct_place_of(subject: EventSubject) -> None:
    if subject.mention is not None and not subject.reports:
        _correct_mention(subject.parsed, subject.mention)
        return
    # A merged event keeps its reports only if all of them move together.
    event = subject.event
    now = place_phrase(event.location.name if event.location else None, event.precision)
    st.caption(f"Now: {escape_markdown(now)}.")
    candidates = subject.mention.candidates if subject.mention else ()
    place = choose_place(f"place-{event.event_id}", candidates=candidates, now=event.location)
    if st.button("Save the place", type="primary", key="save_place", disabled=place == event.location):
        values = replace(
            values_of_event(subject.parsed, event),
            place_id=place.place_id if place else None,
            place_name=place.name if place else None,
        )
        save_and_close(change_event(subject.parsed, event, values, reports=subject.reports))


def _correct_mention(parsed: ParsedDocument, mention: Mention) -> None:
    st.caption(f"Which place does “{escape_markdown(mention.text)}” mean here?")
    key = f"place-{mention.start}-{mention.end}"
    place = choose_place(key, candidates=mention.candidates, now=mention.place)
    same = [one for one in parsed.mentions if one.text.casefold() == mention.text.casefold()]
    is_everywhere = len(same) > 1 and st.checkbox(
        f"Everywhere in this article (it is named {len(same)} times)", value=True, key="same_name"
    )
    if st.button("Save the place", type="primary", key="save_place", disabled=place == mention.place):
        save_and_close(change_place(parsed, mention, place, same_name=is_everywhere))


def _correct_values(subject: EventSubject) -> None:
    before = values_of_event(subject.parsed, subject.event)
    after = _ask_values(subject.parsed, before, key=f"values-{subject.event.event_id}")
    is_new = after is not None and after != before
    if st.button("Save the changes", type="primary", key="save_values", disabled=not is_new) and after:
        save_and_close(change_event(subject.parsed, subject.event, after, reports=subject.reports))


def _ask_values(parsed: ParsedDocument, before: EventValues, *, key: str) -> EventValues | None:
    """Type, mode, modality, sides and dates as the reader wants them; None where they contradict."""
    left, right = st.columns(2)
    with left:
        types = list(EventType)
        event_type = st.selectbox(
            "What happened",
            types,
            index=types.index(before.event_type),
            format_func=lambda one: EVENT_WORDS[one],
            key=f"{key}-type",
        )
        modes = [None, *load_ontology().modes_of(event_type)]
        mode = st.selectbox(
            "More exactly",
            modes,
            index=modes.index(before.mode) if before.mode in modes else 0,
            format_func=lambda one: _mode_words(event_type, one),
            key=f"{key}-mode-{event_type}",
        )
        modality = st.selectbox(
            "Reported",
            list(Modality),
            index=list(Modality).index(before.modality),
            format_func=lambda one: MODALITY_WORDS[one],
            key=f"{key}-modality",
        )
    with right:
        actors = _ask_side("Who acts", parsed, [one.name for one in before.actors], f"{key}-actors")
        recipients = _ask_side(
            "Towards whom", parsed, [one.name for one in before.recipients], f"{key}-recipients"
        )
        first = st.date_input("From", value=before.date_start, format="YYYY-MM-DD", key=f"{key}-from")
        last = st.date_input("To", value=before.date_end, format="YYYY-MM-DD", key=f"{key}-to")
    start, end = _day(first), _day(last)
    if start and end and end < start:
        st.info("The event ends before it begins. Change one of the two days.")
        return None
    gazetteer = cast(PlaceSearch, open_pipeline().atlas)
    known = (*before.actors, *before.recipients, *known_sides(parsed))
    return replace(
        before,
        event_type=event_type,
        mode=mode,
        modality=modality or before.modality,
        actors=side_values(actors, known, gazetteer),
        recipients=side_values(recipients, known, gazetteer),
        date_start=start,
        date_end=end,
    )


def _ask_side(label: str, parsed: ParsedDocument, now: Sequence[str], key: str) -> list[str]:
    names = dict.fromkeys((*now, *(side.name for side in known_sides(parsed))))
    return st.multiselect(
        label,
        list(names),
        default=list(dict.fromkeys(now)),
        accept_new_options=True,
        placeholder="Choose, or type a name",
        key=key,
    )


def _mode_words(event_type: EventType, mode: str | None) -> str:
    if mode is None:
        return "not said"
    word = event_word(event_type, mode)
    return word if word != EVENT_WORDS[event_type] else mode.replace("-", " ").replace("_", " ")


def _day(given: Any) -> date | None:
    return given if isinstance(given, date) else None


def _give_verdict(subject: EventSubject) -> None:
    note = st.text_input("Why? (optional, kept with the correction)", max_chars=500, key="verdict_note")
    options: tuple[tuple[str, str, Callable[..., Any]], ...] = (
        ("It is right", "The text does report this event, as it is shown.", confirm_event),
        ("It is wrong", "The text does not report this event. It is taken off the map.", reject_event),
    )
    for label, meaning, make_draft in options:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(label, key=f"verdict-{label}"):
                draft = make_draft(subject.parsed, subject.event, reports=subject.reports, note=note or None)
                save_and_close(draft)
            st.caption(meaning)
