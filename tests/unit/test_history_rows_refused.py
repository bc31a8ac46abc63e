"""Rows that can be read and are refused all the same: of a day to come, and of files Spotify does not know."""

from typing import Any

import pytest
from test_history_rows import GOOD, read

from tasks.readers.history.errors import HistoryRefused

# The day after is refused: `read` takes 2026-11-28 for the last day.
LOCAL = {"spotify_track_uri": "spotify:local:Band:Record:Song:180"}
AHEAD = {"ts": "2026-11-29T00:00:00Z"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (AHEAD, "lies ahead, after 2026-11-28"),
        ({"ts": "2099-12-31T23:59:59Z"}, "lies ahead, after 2026-11-28"),
        ({"ts": "2026-11-28T23:30:00-01:00"}, "lies ahead, after 2026-11-28"),
        (LOCAL, "spotify:local"),
        ({"spotify_track_uri": None, "spotify_episode_uri": "spotify:local:a:b:c:1"}, "spotify:local"),
    ],
)
def test_it_alone_is_refused(change: dict[str, Any], told: str) -> None:
    batch = read([GOOD, {**GOOD, "ms_played": 7, **change}, {**GOOD, "ms_played": 9}])
    assert (batch.rows_read, batch.ms.tolist()) == (3, [1000, 9])
    ((line, reason),) = [(reject.line, reject.reason) for reject in batch.rejects]
    assert line == 2
    assert told in reason
    assert not [item for item in batch.vocabulary.items if item.id is None]


@pytest.mark.parametrize("ts", ["2026-11-28T23:59:59Z", "2026-11-29T00:30:00+01:00"])
def test_the_last_day_is_taken_to_its_end(ts: str) -> None:
    assert read([{**GOOD, "ts": ts}]).rejects == []


def test_a_row_that_breaks_two_rules_is_one_reject() -> None:
    batch = read([{**GOOD, **AHEAD, **LOCAL}, {**GOOD, **LOCAL}, {**GOOD, "ts": "never", **LOCAL}, GOOD])
    assert sorted((reject.line, reject.reason[:11]) for reject in batch.rejects) == [
        (1, "Its time li"),
        (2, "It is a fil"),
        (3, "Its time is"),
    ]
    assert (batch.rows_read, len(batch.played_at)) == (4, 1)


def test_the_account_form_has_days_to_come_as_well() -> None:
    ends = ("2026-11-28 23:59", "2026-11-29 00:00")
    rows = [{"endTime": end, "artistName": "B", "trackName": "S", "msPlayed": 1} for end in ends]
    assert [reject.line for reject in read(rows, "StreamingHistory0.json").rejects] == [2]


def test_a_file_of_such_rows_alone_is_refused() -> None:
    with pytest.raises(HistoryRefused, match="none of its 2 rows can be taken; the first: Its time lies ahead"):
        read([{**GOOD, **AHEAD}, {**GOOD, **LOCAL}])
