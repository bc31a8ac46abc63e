"""The drop whose column changed its name: refused as a whole with words that say why, and nothing is lost."""

from datetime import UTC, datetime, time

from tests.trends.conftest import Planted
from tests.trends.drops import DAY

TABLE = "LUMINATE_DAILY_SONG_METRICS"


def test_renamed_column(planted: Planted) -> None:
    renamed_on = planted.vendor.renamed_drop
    (refused,) = planted.rows("select * from ops.load where state = 'refused'")
    assert refused["source"] == TABLE
    assert refused["arrived_at"] == datetime.combine(renamed_on, time(6), UTC)
    assert "THIS_DAY" in refused["reason"]
    assert "DAY_TOTAL" in refused["reason"]
    counted = "select (select count(*) from core.audience_point where load_id = :id) as points, "
    counted += "(select count(*) from core.audience_revision where load_id = :id) as revisions"
    assert planted.rows(counted, id=refused["load_id"]) == [{"points": 0, "revisions": 0}]


def test_its_day_comes_with_the_next_drop(planted: Planted) -> None:
    renamed_on = planted.vendor.renamed_drop
    day, next_drop = renamed_on - 2 * DAY, renamed_on + DAY
    rows = planted.rows(
        """
        select t.song_id_luminate as song, l.source, min(least(p.loaded_at, r.known_from)) as known_from
        from core.audience_point p
        join core.audience_series s using (series_id) join core.metric m using (metric_id)
        join core.track t using (track_id) join ops.load l on l.load_id = p.load_id
        left join core.audience_revision r on r.series_id = p.series_id and r.observed_on = p.observed_on
        where m.code = 'track_luminate_streams' and s.country_code is null and p.observed_on = :day
        group by 1, 2
        """,
        day=day,
    )
    wanted = {song for song in planted.drops.said if day in planted.drops.streams(song)}
    assert {row["song"] for row in rows} == wanted
    assert {row["source"] for row in rows} == {TABLE}
    arrived = datetime.combine(next_drop, time(6), UTC)
    on_time = [row for row in rows if row["known_from"] == arrived]
    # what the vendor itself said late came later still
    assert len(on_time) > 0.8 * len(wanted)
    assert min(row["known_from"] for row in rows) == arrived
