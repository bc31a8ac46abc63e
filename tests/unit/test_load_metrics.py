"""The file of metrics: ours is whole, and a wrong one is refused by a sentence that names what is wrong."""

from pathlib import Path

import pytest

from db.errors import GroundswellError
from tasks.audience.metrics import load_metrics

GOOD = (
    "{code: plays, name: Plays, platform: airplay, entity: track, kind: flow, unit: plays, identifiers: single, "
    "endpoint: song_audience, field: value}"
)


def written(folder: Path, *metrics: str) -> Path:
    file = folder / "metrics.yaml"
    file.write_text("version: 1\nmetrics:\n" + "".join(f"  - {metric}\n" for metric in metrics), "utf-8")
    return file


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (metric,) = load_metrics(written(tmp_path, GOOD))
    assert (metric.code, metric.platform, metric.entity, metric.kind) == ("plays", "airplay", "track", "flow")


def test_our_file_says_how_each_metric_may_be_added_up() -> None:
    kinds = {metric.code: (metric.kind, metric.identifiers) for metric in load_metrics()}
    assert kinds["track_spotify_streams"] == ("counter", "largest")
    assert kinds["track_tiktok_videos"] == ("counter", "sum")
    assert kinds["track_airplay_plays"] == ("flow", "single")
    assert kinds["artist_spotify_listeners"] == ("rolling", "single")
    assert kinds["artist_spotify_followers"] == ("stock", "single")


@pytest.mark.parametrize(
    ("metric", "named"),
    [
        (GOOD.replace("kind: flow", "kind: heap"), "heap"),
        (GOOD.replace("unit: plays, ", ""), "unit"),
        (GOOD.replace("code: plays", "code: plays, colour: red"), "colour"),
        (GOOD.replace("endpoint: song_audience", "endpoint: song_smell"), "song_smell"),
        (GOOD.replace("entity: track", "entity: artist"), "plays reads song_audience"),
        (GOOD.replace("song_audience", "artist_audience"), "plays reads artist_audience"),
        (GOOD.replace("name: Plays", "name: [a, b]"), "name"),
        ("{", "metrics.yaml"),
    ],
)
def test_a_wrong_metric_is_named(tmp_path: Path, metric: str, named: str) -> None:
    with pytest.raises(GroundswellError, match=named) as refusal:
        load_metrics(written(tmp_path, metric))
    assert "metrics.yaml can't be used" in str(refusal.value)


@pytest.mark.parametrize("other", [GOOD, GOOD.replace("code: plays", "code: other")])
def test_a_name_or_a_source_stands_there_once(tmp_path: Path, other: str) -> None:
    with pytest.raises(GroundswellError, match="twice"):
        load_metrics(written(tmp_path, GOOD, other))
