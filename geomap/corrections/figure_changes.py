"""A figure counts something else or another number, or is none."""

from __future__ import annotations

from dataclasses import replace

from geomap.corrections.records import Correction, FigureValues, PlaceGetter, Scale, Target
from geomap.corrections.sheet import FigureSlot, Sheet
from geomap.models import Figure


def change_figure(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> bool:
    """Set what the correction changes; a figure that is not found any more is added as it was said."""
    before, after = correction.before, correction.after
    if not isinstance(before, FigureValues) or not isinstance(after, FigureValues):
        return False
    slot = _slot_at(sheet, target)
    if slot is None:
        slot = FigureSlot(figure=_new_figure(sheet, target, after))
        sheet.figures.append(slot)
    else:
        slot.figure = _with_values(slot.figure, after, correction.changed_fields)
    slot.rejected_by = None
    slot.corrections.append(correction)
    return True


def reject_figure(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> bool:
    """Take the figure out, from the events it belongs to as well."""
    slot = _slot_at(sheet, target)
    if slot is None:
        return False
    slot.rejected_by = correction
    return True


def _slot_at(sheet: Sheet, target: Target) -> FigureSlot | None:
    same = [
        slot for slot in sheet.figures if (slot.figure.start, slot.figure.end) == (target.start, target.end)
    ]
    overlapping = [
        slot for slot in sheet.figures if slot.figure.start < target.end and target.start < slot.figure.end
    ]
    found = same or overlapping
    return found[0] if len(found) == 1 or same else None


def _with_values(figure: Figure, after: FigureValues, names: tuple[str, ...]) -> Figure:
    """The figure with the changed values; what must agree with them is taken from the correction too."""
    wanted = set(names)
    for together in ({"unit", "category", "currency"}, {"value", "quantifier", "value_high"}):
        if wanted & together:
            wanted |= together
    return replace(figure, **{name: getattr(after, name) for name in wanted})


def _new_figure(sheet: Sheet, target: Target, after: FigureValues) -> Figure:
    start = target.start if target.sentence_start is None else target.sentence_start
    end = target.end if target.sentence_end is None else target.sentence_end
    return Figure(
        value=after.value,
        unit=after.unit,
        category=after.category,
        quantifier=after.quantifier,
        value_high=after.value_high,
        currency=after.currency,
        start=target.start,
        end=target.end,
        text=target.quote,
        quote=sheet.text[start:end],
        quote_start=start,
    )
