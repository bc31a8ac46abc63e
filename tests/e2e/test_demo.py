"""From an empty disk to a weekly PDF: figures follow from the world's own truth, and nothing secret lies about."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import psycopg2
import pypdfium2
import pytest
from command_line import CommandLine, Result, WithinThisProgram

from db import embedded
from db.datadir import DataDir
from sandbox.deliveries import Vendor
from sandbox.servers.standin import standins
from sandbox.world import World

# What a first fetch asks for: 180 days up to the world's last one, Spotify, YouTube, Shazam and radio for tracks.
HISTORY_DAYS = 180
AGAIN = 30  # drops that a second run finds
TRACK_PLATFORMS = ("spotify", "youtube", "shazam", "airplay")
REGIONS = ("GLOBAL", "US")
ARTIST_SERIES = (
    *((platform, "followers") for platform in ("spotify", "youtube", "instagram", "tiktok")),
    ("spotify", "listeners"),
    ("youtube", "views"),
)


def points_wanted(world: World) -> int:
    """Readings within the span asked for, of everything charted; a deleted song answers nothing."""
    first = world.end_on - timedelta(days=HISTORY_DAYS - 1)
    tracks = world.charted_tracks() - {world.deleted_track}
    artists = {artist for track, artist in world.credits() if track in tracks}
    series = [
        values
        for track in tracks
        for platform in TRACK_PLATFORMS
        for values in world.track_series(track, platform).values()
    ]
    series += [
        world.artist_series(artist, platform, kind)
        for artist in artists
        for platform, kind in ARTIST_SERIES
        if (artist, platform) != world.silent_audience
    ]
    series += [
        values
        for artist in artists
        if (artist, "spotify") != world.silent_audience
        for values in world.listeners_by_country(artist, "spotify").values()
    ]
    return sum(first <= day <= world.end_on for values in series for day in values)


def test_the_figures_follow_from_the_world(demo: tuple[CommandLine, Result], world: World) -> None:
    figures = demo[1].json
    assert figures["charts"] == len(world.chart_slugs())
    assert figures["tracks"] == len(world.charted_tracks())
    assert figures["artists"] == len({artist for _, artist in world.credits()})
    assert figures["audience_points"] == points_wanted(world)
    assert figures["orphans"] == 0
    assert figures["throttled"] == 0
    assert figures["provider_calls"] > figures["tracks"]
    assert figures["cards"] == len(world.artists)
    assert figures["refused_loads"] == 1


@pytest.fixture(scope="module")
def vendor(world: World) -> Vendor:
    return Vendor(world)


@pytest.fixture
def line(demo: tuple[CommandLine, Result]) -> CommandLine:
    """Verbs on the demo's folder that need no program of their own."""
    return WithinThisProgram(demo[0].settings)


def test_the_vendors_figures_are_what_it_said_last(
    demo: tuple[CommandLine, Result], world: World, vendor: Vendor
) -> None:
    now = datetime.combine(world.end_on, time(6), UTC)
    songs = sum(len(vendor.streams_known(song.song_id, region, now)) for song in vendor.songs() for region in REGIONS)
    posts = sum(len(vendor.posts_known(sound.sound_id, now)) for sound in vendor.sounds)
    # each account's first delivery tells of the week before, too
    accounts = sum(len(weeks) + 1 for weeks in vendor.accounts_known(now).values())
    assert demo[1].json["vendor_points"] == songs + posts + accounts


@pytest.mark.slow
def test_confirmed_badges_find_what_was_planted(demo: tuple[CommandLine, Result]) -> None:
    found = demo[0].good("trends", "backtest", "--json").json
    assert found["confirmed"]["precision"] >= 0.90
    assert found["confirmed"]["recall"] >= 0.60
    assert found["confirmed"]["jumps"] >= 30
    assert found["raw"]["precision"] < 0.5 < found["raw"]["recall"]
    assert found["flat_roster_confirmed"] <= 1
    for kind in ("raw", "confirmed", "rising"):
        assert {"precision", "recall", "alerts_per_week", "median_lead_days"} <= set(found[kind])
    assert {kinds["raw"]["alerts"] for kinds in found["thresholds"].values()} != {found["raw"]["alerts"]}
    assert sum(sizes["raw"]["alerts"] for sizes in found["by_size"].values()) == found["raw"]["alerts"]
    assert found["eventful"]["confirmed"]["precision"] >= 0.95


def test_a_figure_can_be_followed_to_its_rows(line: CommandLine) -> None:
    for card in line.good("card", "list", "--json").json[:4]:
        told = line.good("explain", card["artist_name"], "--metric", "track_luminate_streams", "--json").json
        assert told["check"]["adds_up"] is True
        assert told["loads"]
    late = [source["name"] for source in line.good("freshness", "--json").json if source["is_late"]]
    assert late == []


def test_the_pdf_shows_every_artist(demo: tuple[CommandLine, Result], world: World) -> None:
    figures = demo[1].json
    shown = json.dumps(json.loads(Path(figures["pdf"]).with_suffix(".ipynb").read_text()), ensure_ascii=False)
    shown = shown.replace('\\"', '"').replace("\\\\", "\\")
    document = pypdfium2.PdfDocument(figures["pdf"])
    try:
        pages = [page.get_textpage() for page in document]
        text = "".join(page.get_text_range() for page in pages)
        for page in pages:
            page.close()
        assert 4 <= len(document) <= 6
    finally:
        document.close()
    for artist in world.artists:
        for word in artist.name.split():
            if all(letter < "\u0600" or letter > "\u06ff" for letter in word):
                assert word in text, artist.name
        # Arabic letters are drawn in parts, which a reader of text does not put together again; but a PDF/UA is not
        # written at all when a letter has no picture, so the notebook's names are the page's names
        assert artist.name in shown
    assert b"pdfuaid" in Path(figures["pdf"]).read_bytes()


@contextmanager
def few_drops(deliveries: Path, vendor: Vendor, aside: Path) -> Iterator[None]:
    """The newest drops and the one that is refused; that a whole archive loaded again changes nothing is shown of a
    smaller world.
    """
    drops = sorted(deliveries.glob("20*"))
    moved = [drop for drop in drops[:-AGAIN] if drop.name != vendor.renamed_drop.isoformat()]
    aside.mkdir()
    for drop in moved:
        drop.rename(aside / drop.name)
    try:
        yield
    finally:
        for drop in moved:
            (aside / drop.name).rename(drop)
        aside.rmdir()


def test_a_second_run_changes_no_content(demo: tuple[CommandLine, Result], line: CommandLine, vendor: Vendor) -> None:
    folder = Path(line.settings["GROUNDSWELL_DATA_DIR"])
    before = line.good("db", "fingerprint", "--json").json
    with few_drops(folder / "deliveries", vendor, folder.parent / "aside"):
        again = demo[0].good("demo", "--once", "--json", "--prefect-port", "0").json
    assert line.good("db", "fingerprint", "--json").json == before
    assert before["core.audience_point"]["rows"] == sum(
        again[points] for points in ("audience_points", "popularity_points", "vendor_points")
    )
    assert again["provider_calls"] < 20  # lists of platforms and dates, nothing else


def test_another_seed_needs_another_folder(line: CommandLine) -> None:
    said = line.refused("demo", "--once", "--seed", "8", "--prefect-port", "0")
    assert "seed 7" in said
    assert "--data-dir" in said


def test_prefect_saw_the_run_with_its_artifacts(demo: tuple[CommandLine, Result]) -> None:
    folder = Path(demo[0].settings["GROUNDSWELL_DATA_DIR"])
    with closing(sqlite3.connect(folder / "prefect" / "prefect.db")) as database:
        flows = dict(database.execute("select f.name, r.state_type from flow_run r join flow f on f.id = r.flow_id"))
        artifacts = {row[0] for row in database.execute("select key from artifact")}
        names = {row[0].rpartition(",")[0] for row in database.execute("select name from flow_run")}
    completed = ("daily", "chart-sync", "cascade", "audience-request", "join-identities", "rollup", "weekly-report")
    completed += ("ingest-history", "enrich", "rollup-listening", "refresh-actions", "link-works", "collect-growth")
    completed += ("onboard-artist", "artist-events")
    # one of the vendor's deliveries has a renamed column: its run says so, and all the others are loaded
    assert flows == dict.fromkeys(completed, "COMPLETED") | {"ingest-deliveries": "FAILED"}
    assert {"Daily run with report", "Listening history of Ada", "Weekly figures"} <= names
    assert {
        "daily-parts",
        "daily-compared",
        "cascade-stages",
        "track-metadata",
        "artist-metadata",
        "audience",
        "chart-rankings",
    } <= artifacts


def test_nothing_of_ours_runs_after_the_end(line: CommandLine) -> None:
    for service in line.good("status", "--json").json["services"]:
        if service["service"] != "postgres":  # started on demand by the verbs of the tests above
            assert service["state"] == "stopped", service


def test_secrets_lie_only_where_they_are_kept(demo: tuple[CommandLine, Result], line: CommandLine) -> None:
    data_dir = DataDir.open(Path(line.settings["GROUNDSWELL_DATA_DIR"]))
    states = {code: data_dir.read_state(f"standin-{code}") for code in ("soundcharts", *standins())}
    credentials = {"soundcharts": ("api_key",), **{code: standin.credentials for code, standin in standins().items()}}
    url = embedded.ensure(data_dir).url
    password = url.split(":")[2].split("@")[0]
    known = [states[code]["settings"][name] for code, names in credentials.items() for name in names]
    secrets = [secret.encode() for secret in (password, *known)]
    assert all(len(secret) >= 16 for secret in secrets)
    kept = {"standin-credentials.json", "tag-standins-credentials.json", *(f"standin-{code}.json" for code in states)}
    kept |= {"pg_password", "password"}
    for file in data_dir.path.rglob("*"):
        if file.is_file() and "pgdata" not in file.parts and file.name not in kept:
            content = file.read_bytes()
            assert not any(secret in content for secret in secrets), file
    for file in data_dir.path.rglob("*"):
        if file.name in kept:
            assert file.stat().st_mode & 0o077 == 0, file
    with closing(psycopg2.connect(url.replace("+psycopg2", "", 1))) as connection, connection.cursor() as cursor:
        for table in ("raw.answer", "ops.call", "ops.run", "ops.work", "ops.reject"):
            for secret in secrets:
                like = "convert_from(body, 'UTF8') || url" if table == "raw.answer" else "t::text"
                cursor.execute(f"select count(*) from {table} t where {like} like %s", (f"%{secret.decode()}%",))
                assert cursor.fetchone() == (0,), table
    said = demo[1].out + demo[1].err + json.dumps(line.good("status", "--json").json)
    assert not any(secret.decode() in said for secret in secrets)
