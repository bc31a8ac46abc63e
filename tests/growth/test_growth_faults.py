"""Keys that are kept out, budgets that end, answers that break off: growth keeps what came and goes on."""

import pytest

from flows.collect_growth import run_collect_growth
from tasks.limits.store import set_limit
from tests.enrich.running import StandIns
from tests.growth.conftest import DAYS, Open, followed, growth, measured, true_followers
from tests.warehouse.queued import run_sql


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("revoked", "refused the client credentials (400). Check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET"),
        ("no_premium", "Active premium subscription required for the owner of the app"),
        ("quota_exceeded", "quota of the developer account is used up"),
    ],
)
def test_a_key_that_is_kept_out_is_a_sentence_and_the_rest_goes_on(
    opened: Open, providers: StandIns, state: str, sentence: str
) -> None:
    with opened() as session:
        providers.order("spotify", state=state)
        result = run_collect_growth(session)
        (run,) = run_sql(session.engine, "select state, reason from ops.run where flow = 'collect-growth'")
        profiles = run_sql(session.engine, "select 1 from core.audio_profile where source = 'reccobeats'")
    assert sentence in result.stopped["Spotify"]
    assert run.state == "partial"
    assert sentence in run.reason
    assert profiles, "audio features came all the same"


def test_what_is_cut_half_way_is_kept_and_gone_on_with(opened: Open, providers: StandIns) -> None:
    with opened() as session:
        set_limit(session.engine, "spotify", allowed_per_s=5000, daily_budget=60)
        result = run_collect_growth(session)
        read = run_sql(session.engine, "select distinct artist_id from core.market_reading where source = 'spotify'")
        assert "Spotify" in result.stopped
        assert 0 < len(read) < len(followed())
        set_limit(session.engine, "spotify", allowed_per_s=5000, no_budget=True)
        before = run_sql(session.engine, "select count(*) as calls from ops.call where provider = 'spotify'")[0].calls
        again = run_collect_growth(session)
        after = run_sql(session.engine, "select count(*) as calls from ops.call where provider = 'spotify'")[0].calls
        rows = measured(session.engine, DAYS.end)
    assert again.partial() is None
    assert all(row.visibility_score is not None for row in rows.values())
    left = len(followed()) - len(read)
    assert after - before <= left * 13 + 5, "who was read is not asked for again"


def test_a_key_that_loses_a_right_half_way_loses_no_artist(opened: Open, providers: StandIns) -> None:
    """What was allowed this morning is refused now: no statement about an artist, so that each is read later."""
    with opened() as session:
        set_limit(session.engine, "spotify", allowed_per_s=5000, daily_budget=60)
        run_collect_growth(session)
        set_limit(session.engine, "spotify", allowed_per_s=5000, no_budget=True)
        providers.order("spotify", state="no_premium")
        refused = run_collect_growth(session)
        ends = run_sql(session.engine, "select distinct outcome from ops.work where kind = 'artist_snapshot'")
        providers.order("spotify", state="open")
        again = run_collect_growth(session)
        listed = run_sql(session.engine, "select distinct artist_id from core.market_top_track")
    assert "It was allowed when the key was tried last" in refused.stopped["Spotify"]
    assert {end.outcome for end in ends} <= {"stored", None}
    assert again.partial() is None
    assert len(listed) == len(followed())


def test_an_answer_that_breaks_off_costs_nothing(opened: Open, providers: StandIns) -> None:
    with opened() as session:
        before = providers.stats()["spotify"]["injected"]
        # a throttle is a second's wait for everybody, so few of them
        providers.order("faults", provider="spotify", shares={"cut": 0.3, "rate_limit": 0.03})
        result = run_collect_growth(session)
        injected = providers.stats()["spotify"]["injected"]
        rows = measured(session.engine, DAYS.end)
    assert injected["cut"] > before["cut"] + 10
    assert injected["rate_limit"] > before["rate_limit"]
    assert result.partial() is None
    assert all(row.popularity == growth().artist_popularity(uuid)[DAYS.end] for uuid, row in rows.items())


def test_nobody_to_ask_is_a_sentence_and_loses_nothing(opened: Open) -> None:
    with opened(DAYS.week_before) as session:
        run_collect_growth(session)
    with opened(SPOTIFY_BASE_URL="http://127.0.0.1:9", SPOTIFY_TOKEN_URL="http://127.0.0.1:9/token") as session:
        result = run_collect_growth(session)
        rows = measured(session.engine, DAYS.end)
    assert "can't be reached" in result.stopped["Spotify"]
    for uuid, row in rows.items():
        assert (row.followers, row.followers_on) == (true_followers(uuid, DAYS.week_before), DAYS.week_before)
