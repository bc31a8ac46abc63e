"""The client reads what the real TheAudioDB has answered."""

from tasks.providers.theaudiodb.records import Row
from tests.contract.asking import answered, recorded

TRACK, ARTIST = "1109d8da-ce4a-4739-9414-242dc3e9b81c", "5b11f4ce-a62d-471e-81fc-a69a8278c7da"


def test_a_track() -> None:
    with answered("theaudiodb", recorded("theaudiodb", "track_mb.json")) as client:
        row = client.track(TRACK)
        assert client.log[0].url == f"/track-mb.php?i={TRACK}"
    assert row == Row("Despacito", "Luis Fonsi", "Latin", "Latin", "Sensual", "In Love", TRACK)


def test_an_artist_has_no_theme_and_a_genre_as_it_is_written() -> None:
    with answered("theaudiodb", recorded("theaudiodb", "artist_mb.json")) as client:
        row = client.artist(ARTIST)
    assert row == Row("Nirvana", "Nirvana", "Rock", "Rock/Pop", "Sad", None, ARTIST)
