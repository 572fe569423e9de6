"""Putting off the search for unreachable objects."""

import gc

from geomap.memory import no_collection


def test_the_search_is_off_inside_and_as_before_after():
    was_on = gc.isenabled()

    with no_collection():
        is_on = gc.isenabled()

    assert not is_on
    assert gc.isenabled() == was_on


def test_what_was_made_is_not_kept_from_later_searches():
    frozen = gc.get_freeze_count()

    with no_collection():
        made = [[] for _ in range(10)]

    assert gc.get_freeze_count() == frozen
    assert gc.is_tracked(made)
