"""What the fields of a row say it was."""

from typing import Any

import pytest

from tasks.readers.history.meaning import Context, Item, context_fields, context_of, item_fields, item_of
from tasks.readers.history.rows import AccountRow, ExtendedRow

ID = "3aJ2aJz5xL03hpaqdPS7Ah"
NAMES = {
    "master_metadata_track_name": "Song",
    "master_metadata_album_artist_name": "Band",
    "master_metadata_album_album_name": "Record",
}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"spotify_track_uri": f"spotify:track:{ID}", **NAMES}, Item("music", ID, "Song", "Band", "Record")),
        ({"spotify_track_uri": f"spotify:track:{ID}"}, Item("music", ID, None, None, None)),
        (NAMES, Item("music", None, "Song", "Band", "Record")),
        (
            {"spotify_track_uri": "spotify:local:Band:Record:Song:180", **NAMES},
            Item("music", None, "Song", "Band", "Record"),
        ),
        (
            {"spotify_episode_uri": f"spotify:episode:{ID}", "episode_name": "E", "episode_show_name": "S"},
            Item("podcast", ID, "E", "S", None),
        ),
        (
            {
                "audiobook_uri": f"spotify:show:{ID[::-1]}",
                "audiobook_title": "B",
                "audiobook_chapter_uri": f"spotify:episode:{ID}",
                "audiobook_chapter_title": "C",
            },
            Item("audiobook", ID, "C", None, "B"),
        ),
        ({"audiobook_uri": f"spotify:show:{ID}", "audiobook_title": "B"}, Item("audiobook", ID, None, None, "B")),
        ({}, Item("unknown", None, None, None, None)),
        ({"spotify_track_uri": "", "master_metadata_track_name": ""}, Item("unknown", None, None, None, None)),
        ({"master_metadata_track_name": "a\0b"}, Item("music", None, "a␀b", None, None)),
    ],
)
def test_an_extended_row_names_its_item(fields: dict[str, Any], expected: Item) -> None:
    row = ExtendedRow(ts="", ms_played=0, **fields)
    assert item_of(item_fields["extended"](row), "extended") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"track_name": "Song", "artist_name": "Band"}, Item("music", None, "Song", "Band", None)),
        ({"episode_name": "E", "podcast_name": "S"}, Item("podcast", None, "E", "S", None)),
        (
            {"chapter_name": "C", "author_name": "A", "audiobook_name": "B"},
            Item("audiobook", None, "C", "A", "B"),
        ),
    ],
)
def test_an_account_row_names_its_item(fields: dict[str, Any], expected: Item) -> None:
    row = AccountRow(ts="", ms_played=0, **fields)
    assert item_of(item_fields["account"](row), "account") == expected


def test_names_without_an_id_are_cut_to_what_an_index_can_hold() -> None:
    row = ExtendedRow(ts="", ms_played=0, master_metadata_track_name="x" * 900)
    assert item_of(item_fields["extended"](row), "extended").name == "x" * 200


@pytest.mark.parametrize(("country", "expected"), [("DE", "DE"), ("ZZ", None), ("", None), (None, None)])
def test_a_country_that_is_not_known_is_none(country: str | None, expected: str | None) -> None:
    row = ExtendedRow(ts="", ms_played=0, platform="", conn_country=country, reason_start="trackdone", skipped=False)
    assert context_of(context_fields(row), "extended", is_video=True) == Context(
        "extended", True, None, expected, "trackdone", None, None, False, None, None
    )
