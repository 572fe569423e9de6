"""What tests ask of the events and figures of a text."""


def only(events, event_type):
    """The one event of a type."""
    (event,) = [event for event in events if event.event_type is event_type]
    return event


def codes(actors):
    """The countries of some sides, in order; None where one is not known."""
    return [actor.country_iso3 for actor in actors]


def told(figures):
    """Value of each figure, and the places from, to and at which it is, by name."""
    return [
        (one.value, *(place and place.name for place in (one.origin, one.destination, one.location)))
        for one in figures
    ]
