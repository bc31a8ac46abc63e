"""Matters on a real Postgres, told by a real mail server: each once, and once more when it is over."""

import pytest
from matters_seen import ANN, BOB, daily, matters, put_off_no_more, subjects
from post_office import PostOffice

from flows.checks import run_checks
from flows.run_context import RunContext
from tests.warehouse.queued import run_sql


def test_nothing_is_said_of_nothing(context: RunContext, office: PostOffice) -> None:
    daily(context, "completed")
    done = run_checks(context)
    assert (done.wrong, done.unjudged, done.failures, office.connections) == ((), {}, (), 0)


def test_a_run_that_fails_is_told_once_to_each_and_once_when_it_is_over(
    context: RunContext, office: PostOffice
) -> None:
    daily(context, "failed", "The disk is full.")
    assert len(run_checks(context).sent) == 2
    assert run_checks(context).sent == ()
    daily(context, "failed", "The disk is full again.")
    assert run_checks(context).sent == ()
    assert subjects(office) == ["Groundswell: daily failed"] * 2
    assert office.addresses == [ANN, BOB]
    words = office.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "The disk is full." in words
    assert "Look at the run in Prefect" in words
    daily(context, "completed")
    assert len(run_checks(context).sent) == 2
    assert run_checks(context).sent == ()
    assert subjects(office) == ["Groundswell: Over: daily failed"] * 2 + ["Groundswell: daily failed"] * 2
    assert matters(context) == [("run:daily", True)]
    daily(context, "failed", "Once more.")
    assert len(run_checks(context).sent) == 2
    assert matters(context) == [("run:daily", False), ("run:daily", True)]


def test_who_joins_the_team_is_told_of_what_is_open(
    context: RunContext, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(context, "failed")
    run_checks(context)
    monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", f"{ANN},{BOB},cid@label.example")
    assert [one.address for one in run_checks(context).sent] == ["cid@label.example"]


def test_a_mail_server_that_is_away_hides_no_matter(
    context: RunContext, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(context, "failed")
    monkeypatch.setenv("GROUNDSWELL_MAIL_PORT", "9")
    done = run_checks(context)
    assert done.sent == ()
    assert "The mail server 127.0.0.1:9 can't be reached" in done.failures[0]
    assert matters(context) == [("run:daily", False)]
    daily(context, "completed")
    assert run_checks(context).failures != ()
    assert matters(context) == [("run:daily", True)]
    monkeypatch.setenv("GROUNDSWELL_MAIL_PORT", str(office.port))
    assert {one.address for one in run_checks(context).sent} == {ANN, BOB}
    assert subjects(office) == ["Groundswell: Over: daily failed"] * 2  # one mail of both
    assert run_checks(context).sent == ()


def test_a_mail_that_is_put_off_is_told_by_the_next_run_with_its_end(context: RunContext, office: PostOffice) -> None:
    daily(context, "failed")
    office.refusals[ANN] = ["451 busy"]
    assert [one.address for one in run_checks(context).sent] == [BOB]
    daily(context, "completed")
    put_off_no_more(context)
    assert {(one.address, one.mail.endswith("-over")) for one in run_checks(context).sent} == {
        (ANN, False),
        (BOB, True),
    }
    [mail] = [mail for mail in office.mails if mail["To"] == ANN]
    assert mail["Subject"].startswith("Groundswell: Over: daily failed")
    assert "It is over since" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert run_checks(context).sent == ()


def test_an_address_that_is_refused_is_a_matter_of_its_own(context: RunContext, office: PostOffice) -> None:
    daily(context, "failed")
    office.refusals[BOB] = ["550 No such user"] * 3
    run_checks(context)
    run_checks(context)
    run_checks(context)
    assert subjects(office) == ["Groundswell: 1 mail to bob@label.example refused by the mail server",
                                "Groundswell: daily failed"]  # fmt: skip
    assert matters(context) == [(f"mail:refused:{BOB}", False), ("run:daily", False)]


def test_what_can_not_be_looked_at_is_a_matter_and_ends_none(
    context: RunContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(context, "failed")
    run_checks(context)
    daily(context, "completed")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    assert "Prefect's server at http://127.0.0.1:9/api does not answer" in run_checks(context).unjudged["run"]
    assert matters(context) == [("look:run", False), ("run:daily", False)]
    monkeypatch.delenv("PREFECT_API_URL")
    run_checks(context)
    assert matters(context) == [("look:run", True), ("run:daily", True)]


WRONG = """
delete from ops.source;
insert into ops.source (source, name, cadence_days, lag_days, is_must_have)
values ('LATE', 'Late one', 1, 0, true), ('SPOILT', 'Spoilt one', 1, 0, false);
insert into ops.load (source, origin, state, arrived_at, last_on, rows_read, rows_rejected)
values ('LATE', 'drop', 'loaded', now() - interval '9 days', current_date - 9, 10, 0),
       ('SPOILT', 'drop', 'loaded', now() - interval '1 hour', current_date - 1, 10, 0),
       ('SPOILT', 'drop', 'loaded', now(), current_date, 10, 9);
insert into ops.work (kind, entity_id, state, reason, queued_at, next_try_at)
values ('track_metadata', 1, 'pending', null, now() - interval '2 days', now() - interval '2 days'),
       ('artist_metadata', 1, 'dead', 'no answer', now(), now());
update ops.rate_limit set daily_budget = 10, spent_on = (now() at time zone 'UTC')::date, spent_calls = 8
where provider = 'soundcharts';
insert into core.artist (artist_id_soundcharts, name) values (gen_random_uuid(), 'Ann');
insert into mart.growth_metric (artist_id, measured_on, followers_part, popularity_part, markets_part, tracks_part,
                                visibility_score, formula_version)
select artist_id, '2026-11-13', 10, 10, 10, 10, 41, 1 from core.artist
"""
MENDED = """
insert into ops.load (source, origin, state, arrived_at, last_on, rows_read, rows_rejected)
values ('LATE', 'drop', 'loaded', now(), current_date, 10, 0), ('SPOILT', 'drop', 'loaded', now(), current_date, 10, 0);
update ops.work set state = 'done', outcome = 'stored', done_at = now();
update ops.rate_limit set spent_calls = 7 where provider = 'soundcharts';
update mart.growth_metric set visibility_score = 40
"""


def test_each_kind_of_matter_is_told_once_and_once_when_it_is_over(
    context: RunContext, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", ANN)
    run_sql(context.engine, WRONG)
    keys = [
        "budget:Soundcharts",
        "data:mart/scores_beside_their_parts",
        "dead:artist_metadata",
        "queue:track_metadata",
        "rejected:SPOILT",
        "source:LATE",
    ]
    assert len(run_checks(context).sent) == len(keys)
    assert matters(context) == [(key, False) for key in keys]
    assert run_checks(context, is_all=True).sent == ()
    run_sql(context.engine, MENDED)
    assert len(run_checks(context, is_all=True).sent) == len(keys)
    assert matters(context) == [(key, True) for key in keys]
    assert sum("Over: " in subject for subject in subjects(office)) == len(keys)
    assert run_checks(context, is_all=True).sent == ()
