"""Checks of data: each finds the row it is for and nothing else; what can't be made is said to be."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tasks.checks import data_check_store, steps
from tasks.checks.data_check_store import make_checks, read_newest
from tasks.checks.data_checks import DataCheck, parse_check
from tasks.checks.steps import look_at_data
from tests.warehouse.queued import run_sql

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
BREAKS = {
    "core/readings_of_days_to_come": """
        insert into core.track (track_id_soundcharts, name, credit_name) values (gen_random_uuid(), 'One', '');
        insert into core.audience_series (track_id, metric_id, identifier)
        select t.track_id, m.metric_id, '' from core.track t, core.metric m limit 1;
        insert into core.audience_point (series_id, observed_on, value)
        select series_id, (now() at time zone 'UTC')::date + days, 5
        from core.audience_series, unnest(array[0, 1, 2]) days
        """,
    "core/rankings_cut_short": """
        insert into core.chart (slug, name, platform_id, frequency)
        select s, s, platform_id, 'daily' from unnest(array['short', 'half']) s, core.platform limit 2;
        insert into core.track (track_id_soundcharts, name, credit_name)
        select gen_random_uuid(), n::text, '' from generate_series(1, 10) n;
        insert into core.chart_entry (chart_id, ranked_at, position, track_id)
        select c.chart_id, d, row_number() over (partition by c.chart_id, d order by t.track_id), t.track_id
        from core.chart c, core.track t, unnest(array['2026-11-12'::timestamptz, '2026-11-13']) d;
        delete from core.chart_entry e using core.chart c
        where c.chart_id = e.chart_id and e.ranked_at = '2026-11-13'
          and e.position > case c.slug when 'short' then 4 else 5 end
        """,
    "mart/badges_without_their_week": """
        insert into core.artist (artist_id_soundcharts, name) values (gen_random_uuid(), 'Ann');
        insert into mart.artist_week (artist_id, metric_id, week_on, basis, correction, days_present, days_matched,
                                      is_complete, method_version)
        select artist_id, (select min(metric_id) from core.metric), '2026-11-13', 'tracks', 0, 7, 7, true, 1
        from core.artist;
        insert into mart.badge (artist_id, metric_id, week_on, tier, direction, is_raw, reason, days_matched,
                                weeks_known, is_significant, is_held, threshold, threshold_rule, floor,
                                false_discovery_rate, method_version)
        select artist_id, metric_id, w, 'rising', 'up', true, 'x', 7, 8, true, false, 2, 'global', 1000, 0.1, 1
        from mart.artist_week, unnest(array['2026-11-13'::date, '2026-11-06']) w
        """,
    "mart/scores_beside_their_parts": """
        insert into core.artist (artist_id_soundcharts, name)
        select gen_random_uuid(), n from unnest(array['Right', 'Wrong', 'Withheld']) n;
        insert into mart.growth_metric (artist_id, measured_on, followers_part, popularity_part, markets_part,
                                        tracks_part, visibility_score, withheld_reason, formula_version)
        select artist_id, '2026-11-13', 10.11, 10.11, 10.11, case name when 'Withheld' then null else 10.11 end,
               case name when 'Right' then 40.44 when 'Wrong' then 40.47 end, case name when 'Withheld' then 'x' end, 1
        from core.artist
        """,
}
METRIC = """
insert into core.platform (code, name, kinds, provider, provider_code) values ('l', 'l', '{}', 'x', 'x');
insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, membership)
select 'streams', 'Streams', platform_id, 'track', 'flow', 'streams', 'single', 'links' from core.platform
"""


def files() -> dict[str, DataCheck]:
    return {one.name: one for one in data_check_store.read_checks()}


def test_every_check_of_core_and_mart_is_tried() -> None:
    own = {name for name in files() if name.startswith(("core/", "mart/"))}
    assert own == {*BREAKS, "mart/label_weeks_do_not_add_up"}  # tests/warehouse/test_label_figures.py has that one


@pytest.mark.parametrize("name", BREAKS)
def test_a_check_finds_the_one_row_it_is_for(warehouse: Engine, name: str) -> None:
    run_sql(warehouse, METRIC)
    [clean] = make_checks(warehouse, [files()[name]], NOW.date(), NOW)
    assert (clean.rows_found, clean.example) == (0, None)
    run_sql(warehouse, BREAKS[name])
    [result] = make_checks(warehouse, [files()[name]], NOW.date(), NOW)
    assert (result.rows_found, result.reason) == (1, None)
    assert result.example


def test_no_check_finds_anything_in_a_new_warehouse_and_all_are_kept(warehouse: Engine) -> None:
    results = make_checks(warehouse, list(files().values()), NOW.date(), NOW)
    assert [(one.name, one.reason) for one in results if one.rows_found != 0] == []
    assert {one.name for one in read_newest(warehouse)} == set(files())


def test_a_check_that_takes_too_long_or_breaks_is_not_made_and_said_to_be(
    warehouse: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_check_store, "LONGEST_MS", 200)
    broken = {
        "slow": "-- fail: X.\nselect pg_sleep(20)",
        "gone": "-- fail: X.\nselect * from mart.nothing",
        "writes": "-- fail: X.\nselect nextval('ops.matter_matter_id_seq')",
    }
    checks = [parse_check("core", name, query) for name, query in broken.items()]
    monkeypatch.setattr(steps, "read_checks", lambda: checks)
    data, unmade = look_at_data(warehouse, NOW.date(), NOW, is_all=True)
    assert data.findings == ()
    assert data.unjudged_keys == {"data:core/slow", "data:core/gone", "data:core/writes"}
    [finding] = unmade.findings
    assert "core/slow: canceling statement due to statement timeout" in finding.what
    assert 'core/gone: relation "mart.nothing" does not exist' in finding.what
    assert "core/writes: cannot execute nextval() in a read-only transaction" in finding.what
