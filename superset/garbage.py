"""Python's collector of cyclic garbage, kept from stopping a process that answers.

A full collection looks at every object there is, and nothing else in the process runs meanwhile. Superset as it stands
after its start has about a million: half a second to more than one, every few seconds while long answers are read.
"""

import gc

NEW_OBJECTS = 20_000  # between two looks at the youngest; an answer of many rows makes a hundred thousand that stay


def leave_out_what_stays() -> None:
    """Never look again at what is there now: modules, models and routes are not garbage before the process ends."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
