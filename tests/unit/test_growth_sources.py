"""Where a field comes from by what a key may ask, the markets as written, audio features from a file."""

from pathlib import Path

import pytest

from tasks.growth.snapshot import market_readings
from tasks.growth.sources import FEATURES, FIELDS, chosen
from tasks.providers.spotify.records import Track
from tasks.readers.audio_file import AudioFileError, read_audio_file
from tasks.readers.growth_settings import FILE, GrowthError, growth_settings

BOTH = ("spotify", "soundcharts", "reccobeats")
ID = "4Z8W4fKeB5YxbusRsdQVPb"


def test_everything_comes_from_spotify_where_it_is_allowed() -> None:
    allowed = dict.fromkeys(FEATURES, True)
    assert set(chosen(allowed, BOTH).values()) == {"spotify"}


def test_without_spotify_each_field_has_its_next_source() -> None:
    assert chosen(dict.fromkeys(FEATURES, False), BOTH) == {
        "followers": "soundcharts",
        "popularity": "soundcharts",
        "markets": "soundcharts",
        "top_tracks": None,
        "track_popularity": "soundcharts",
        "audio": "soundcharts",
    }
    alone = chosen({}, ())
    assert (alone["followers"], alone["track_popularity"], alone["audio"]) == (None, "streams", "file")


def test_what_is_not_known_to_be_allowed_is_not() -> None:
    assert chosen({"artist_followers": True}, BOTH)["followers"] == "spotify"
    assert chosen({"artist_followers": True}, BOTH)["popularity"] == "soundcharts"
    assert len({field.code for field in FIELDS}) == len(FIELDS)


def test_the_thirteen_markets() -> None:
    assert growth_settings().markets == ["US", "GB", "CA", "AU", "DE", "FR", "ES", "IT", "NL", "SE", "NO", "DK", "FI"]


@pytest.mark.parametrize(
    ("markets", "sentence"),
    [
        ("[US, UK]", r"UK is no market; write ISO 3166-1 alpha-2 codes \(the United Kingdom is GB\)"),
        ("[US, usa]", "usa is no market"),
        ("[US, XX]", "XX is no market"),
        ("[US, GB, US]", "the market US stands there twice"),
        ("[]", "it lists no markets"),
        ("[US, NO]", r"Expected `str`, got `bool` - at `\$.markets\[1\]`"),
    ],
)
def test_a_market_that_is_none_is_refused_by_name(tmp_path: Path, markets: str, sentence: str) -> None:
    file = tmp_path / "growth.yaml"
    text = FILE.read_text("utf-8").splitlines()
    file.write_text("\n".join(f"markets: {markets}" if line.startswith("markets:") else line for line in text))
    with pytest.raises(GrowthError, match=sentence):
        growth_settings(file)


def a_track(id_: str, markets: tuple[str, ...] | None, popularity: int | None = None) -> Track:
    return Track(id_, id_, None, None, None, (), None, None, popularity=popularity, markets=markets)


def test_a_market_is_present_where_one_track_is_sold() -> None:
    tracks = [a_track("a", ("US", "DE")), a_track("b", ("US",)), a_track("c", None)]
    readings = market_readings(("US", "DE", "FI"), tracks, {"US": [a_track("a", None, 40), a_track("b", None, 60)]})
    assert [(one.market, one.is_present, one.track_count, one.top_popularity) for one in readings] == [
        ("US", True, 2, 60),
        ("DE", True, 1, None),
        ("FI", False, 0, None),
    ]


def test_no_track_that_tells_its_markets_is_no_absence() -> None:
    assert market_readings(("US",), [a_track("a", None)], {}) == []
    assert market_readings(("US",), [], {}) == []


def test_audio_features_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "audio.csv"
    lines = [
        "uri,tempo,Energy,key,label",
        f"spotify:track:{ID},120.5,0.4,-1,x",
        f"https://open.spotify.com/intl-de/track/{ID}?si=1,121,0.5,,x",
        "short,1,0.5,1,x",
        f"{'1' * 22},1,1.5,1,x",
        f"{'2' * 22},,,,x",
        f"{'3' * 22},,nan,2.5,x",
        f"{'4' * 22},,,7,x",
    ]
    file.write_text("\n".join(lines))
    rows, rejects = read_audio_file(file)
    assert [(row.track_id_spotify, row.values) for row in rows] == [
        (ID, {"energy": 0.5, "tempo_bpm": 121.0, "key": None}),
        ("4" * 22, {"energy": None, "tempo_bpm": None, "key": 7.0}),
    ]
    assert [reject.line for reject in rejects] == [4, 5, 6, 7]
    assert "is no track of Spotify" in rejects[0].reason
    assert "energy '1.5' is not between 0 and 1" in rejects[1].reason


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "", "track,name\nx,y\n"])
def test_a_file_without_the_columns_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "audio.csv"
    file.write_text(content)
    with pytest.raises(AudioFileError, match="needs a heading with the column track"):
        read_audio_file(file)
    with pytest.raises(AudioFileError, match="There is no file"):
        read_audio_file(tmp_path / "nowhere.csv")
