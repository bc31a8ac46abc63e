"""Programs that keep dying: started again at once, then ever later, then no more."""

from flows.services.backoff import FIRST_S, LONGEST_S, MOST, STEADY_S, Backoff


def test_the_first_time_at_once_then_twice_as_long() -> None:
    backoff, now, waits = Backoff(), 0.0, []
    while not backoff.is_given_up:
        began = now
        while not backoff.is_due(now):
            now += 1
        waits.append(now - began)
        backoff.tried(now)
    assert waits == [0, *(min(LONGEST_S, FIRST_S * 2**number) for number in range(MOST - 1))]
    assert not backoff.is_due(now + 10 * STEADY_S), "it is given up"


def test_one_that_ran_for_long_begins_anew() -> None:
    backoff = Backoff()
    for now in (0.0, 100.0):
        backoff.tried(now)
    backoff.ran(101.0)
    assert backoff.tries == 2
    backoff.ran(100.0 + STEADY_S)
    assert backoff.is_due(100.0 + STEADY_S)
    assert backoff.tries == 0
