"""Whether an answer is about the artist or the title that was asked for."""

import pytest

from tasks.tags.answer_check import is_same_artist, is_same_title


@pytest.mark.parametrize(
    ("asked", "answered", "is_same"),
    [
        ("Slow Light", "slow light", True),
        ("Slow Light - Remastered 2011", "Slow Light", True),
        ("Slow Light (feat. Ann)", "Slow Light", True),
        ("Salt & Light", "Salt and Light", True),
        ("Slow Light", "Slow Light (Live)", False),
        ("Slow Light", "Harbor", False),
        # alike but for the number, which makes it another song
        ("The Long Winter Road Home, Part 2", "The Long Winter Road Home, Part 3", False),
        ("The Long Winter Road Home, Part 2", "The Long Winter Road Home, Part 2", True),
        ("Greatest Hits of the Winter Harbor 1", "Greatest Hits of the Winter Harbor 2", False),
    ],
)
def test_titles(asked: str, answered: str, is_same: bool) -> None:
    assert is_same_title(asked, answered) is is_same
    assert is_same_title(answered, asked) is is_same


@pytest.mark.parametrize(
    ("asked", "answered", "is_same"),
    [
        ("The Tides", "Tides", True),
        ("Salt & Light", "Salt and Light", True),
        ("The Tides", "The Tides feat. Ann", True),
        ("The Tides feat. Ann", "The Tides", True),
        ("Tide", "Tidewater Quartet", False),
        ("Ann", "Bob", False),
    ],
)
def test_artists(asked: str, answered: str, is_same: bool) -> None:
    assert is_same_artist(asked, answered) is is_same
