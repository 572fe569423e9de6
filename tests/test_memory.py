"""Putting off the search for unreachable objects."""

import gc

from geomap.memory import no_collection


def test_the_search_is_off_inside_and_as_before_after():
    was_on = gc.isenabled()

    with no_collection():
        is_on = gc.isenabled()

    assert not is_on
    assert gc.isenabled() == was_on
