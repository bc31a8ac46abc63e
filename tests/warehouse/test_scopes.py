"""A login of a label or team sees that label or team and nothing else, whatever SQL it asks."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from carded import ANA, BEN, GIVEN
from roles_made import Manned, manned
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from db.roles import role_name
from db.scopes import drop_scope_logins, ensure_scope_logins, scope_key, scopes_file
from tasks.roster.entry_store import call
from tasks.work.warehouse import upgrade

NORTH, SOUTH, FRONT = frozenset({"Label North"}), frozenset({"Label South"}), frozenset({"Team front"})
BOTH, NOBODYS = frozenset({"Label North", "Team front"}), frozenset({"Label South", "Team front"})
SCOPES = (NORTH, SOUTH, FRONT, BOTH, NOBODYS)
SEEN = {NORTH: {"Ana", "Cleo"}, SOUTH: {"Ben"}, FRONT: {"Cleo"}, BOTH: {"Cleo"}, NOBODYS: set()}
CLEO = f"{ANA[:-1]}c"


@pytest.fixture(scope="module")
def staff(
    new_warehouse: Callable[[], AbstractContextManager[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Manned]:
    with manned(new_warehouse, tmp_path_factory.mktemp("scopes") / "data") as made:
        with made.engine.begin() as connection:
            connection.exec_driver_sql(GIVEN)
            connection.execute(
                text("insert into core.artist (artist_id_spotify, name) values (:cleo, 'Cleo')"), {"cleo": CLEO}
            )
            for artist, label, team in ((ANA, "North", None), (BEN, "South", None), (CLEO, "North", "front")):
                given = {"artist_id_spotify": artist, "label": label, "team": team, "done_by": "eve"}
                [card] = call(connection, "add_card", **given, is_new_name=True)
                call(connection, "confirm_card", card_id=card["add_card"], done_by="eve")
        ensure_scope_logins(made.engine, made.data_dir, SCOPES)
        yield made
        drop_scope_logins(made.engine)


@contextmanager
def as_scope(staff: Manned, scope: frozenset[str]) -> Iterator[Connection]:
    login, password = json.loads(scopes_file(staff.data_dir).read_text())[scope_key(scope)]
    engine = create_engine(staff.engine.url.set(username=login, password=password))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def artists(connection: Connection, view: str) -> set[str]:
    return set(connection.execute(text(f"select artist_name from {view}")).scalars())


@pytest.mark.parametrize("scope", SCOPES, ids=scope_key)
def test_a_login_sees_its_artists(staff: Manned, scope: frozenset[str]) -> None:
    with as_scope(staff, scope) as connection:
        assert artists(connection, "followed_artist") == SEEN[scope]
        # a view that knows an artist and neither label nor team
        assert artists(connection, "artist") == SEEN[scope]


LABEL_WEEKS = """
    insert into mart.artist_week (artist_id, metric_id, week_on, basis, value, days_matched, correction, days_present,
                                  is_complete, method_version)
    select a.artist_id, m.metric_id, '2026-11-06', 'tracks', 9, 7, 0, 7, true, 0
    from core.artist a, core.metric m where m.code = 'track_luminate_streams';
    insert into mart.artist_bridge
        (artist_id, metric_id, week_on, basis, total, last_total, restated, real_listening, new_releases,
         new_releases_change, newly_linked, missing_days, account_remainder, was_reported, track_count,
         tracks_compared, method_version)
    select artist_id, metric_id, week_on, 'tracks', 9, 4, 0, 5, 0, 0, 0, 0, 0, true, 1, 1, 0 from mart.artist_week;
    insert into mart.label_week
        (label, team, metric_id, week_on, total, last_total, restated, real_listening, new_releases,
         new_releases_change, newly_linked, missing_days, account_remainder, shared_total, shared_last_total,
         shared_new_releases, days_matched, days_present, track_count, tracks_compared, artist_count,
         artists_on_account, method_version)
    select l.label, l.team, m.metric_id, '2026-11-06', 9, 4, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 1, 1, 1, 0, 0
    from core.metric m,
         (values ('All', null), ('North', null), ('South', null), ('North', 'front'), ('All', 'front')) l (label, team)
    where m.code = 'track_luminate_streams'
"""


@pytest.fixture(scope="module")
def weeks(staff: Manned) -> None:
    """A week of each label, team and artist."""
    with staff.engine.begin() as connection:
        connection.exec_driver_sql(LABEL_WEEKS)


@pytest.mark.usefixtures("weeks")
@pytest.mark.parametrize(
    ("scope", "labels", "rows"),
    [
        (NORTH, {"North"}, {("North", None), ("North", "front")}),
        (SOUTH, {"South"}, {("South", None)}),
        (FRONT, set(), {("North", "front"), ("All", "front")}),
        (BOTH, set(), {("North", "front")}),
    ],
)
def test_figures_of_labels_are_those_of_the_scope(
    staff: Manned, scope: frozenset[str], labels: set[str], rows: set[tuple[str, str | None]]
) -> None:
    """An artist's share of the change of all labels would tell that change."""
    with as_scope(staff, scope) as connection:
        for view in ("label_figures", "label_member"):
            assert set(connection.execute(text(f"select label from {view}")).scalars()) == labels, view
        for view in ("label_week", "label_trend", "label_lead"):
            found = connection.execute(text(f"select label, team from {view}")).all()
            assert {tuple(row) for row in found} == rows, view
        record = connection.execute(text("select label, team from badge_record where artist_id is null")).all()
        assert {tuple(row) for row in record} == rows
        theirs = "select artist from badge_record join followed_artist using (artist_id)"
        assert set(connection.execute(text(theirs)).scalars()) == SEEN[scope]
        members = connection.execute(text("select artist from member_board where artist_id is not null")).scalars()
        assert set(members) == SEEN[scope]


def test_actions_are_those_of_the_artists_it_sees(staff: Manned) -> None:
    with staff.engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into app.action_item (artist_id, rule, subject, title, step, evidence, cost, aims_at, weight) "
            "select artist_id, 'market_gap', '', name, 'x', '[]', 'days', 'score', 0.5 from core.artist"
        )
    for scope in SCOPES:
        with as_scope(staff, scope) as connection:
            for view in ("action", "action_board"):
                found = connection.execute(text(f"select title from {view}")).scalars()
                assert set(found) == SEEN[scope], view
            # what kinds of action brought is told of all artists together
            assert connection.execute(text("select count(*) from outcome_board")).scalar_one() > 0


def test_every_view_is_there_for_it(staff: Manned) -> None:
    """A filter whose view is missing would be an error on every dashboard it stands on."""
    names = "select distinct relname from pg_class where relnamespace = any({}) and relkind in ('r', 'p', 'v', 'm')"
    with staff.engine.connect() as connection:
        wanted = (
            connection.execute(text(names.format("array['mart'::regnamespace, 'bi'::regnamespace]"))).scalars().all()
        )
    with as_scope(staff, NORTH) as connection:
        for name in wanted:
            connection.execute(text(f'select * from "{name}" limit 1'))


@pytest.mark.parametrize(
    "attack",
    [
        "select * from mart.artist_card",
        "select * from bi.followed_artist",
        "select * from core.artist",
        "select * from app.artist_card",
        "select * from app.reader_scope",
        "insert into app.reader_scope values (session_user, 'label', 'South')",
        "select * from ts_stat('select to_tsvector(artist_name) from mart.artist_card')",
        "select query_to_xml('select * from mart.artist_card', true, true, '')",
        "select set_config('role', '{reader}', false)",
        "set role {reader}",
        "set session authorization {reader}",
        "set role {owner}",
        "select pg_read_file('/etc/passwd')",
        "select * from pg_statistic",
        "explain select * from mart.artist_card",
        "create temporary table mine (i int)",
        "alter role {reader} set statement_timeout = 0",
    ],
)
def test_nothing_else_is_reached(staff: Manned, attack: str) -> None:
    database = str(staff.engine.url.database)
    names = {"reader": f'"{role_name(database, "bi_read")}"', "owner": f'"{staff.engine.url.username}"'}
    sql = attack.format(**names) if "{" in attack else attack
    with as_scope(staff, NORTH) as connection:
        with pytest.raises(DBAPIError, match=r"permission denied|read-only|must be|may not|not permitted"):
            connection.execute(text(sql))
        connection.rollback()
        assert artists(connection, "followed_artist") == SEEN[NORTH]


@pytest.mark.parametrize(
    "setup",
    [
        "set search_path = mart, bi",
        "set role {group}",
        "set default_transaction_read_only = off",
        "set session characteristics as transaction read write",
    ],
)
def test_what_a_session_may_set_shows_no_more(staff: Manned, setup: str) -> None:
    group = f'"{role_name(str(staff.engine.url.database), "bi_scoped")}"'
    with as_scope(staff, SOUTH) as connection:
        connection.execute(text(setup.replace("{group}", group)))
        assert artists(connection, "bi_scoped.followed_artist") == SEEN[SOUTH]


def test_a_condition_touches_no_row_that_is_not_shown(staff: Manned) -> None:
    with as_scope(staff, SOUTH) as connection:
        divided = "select artist_name from followed_artist where 1 / (case when label = 'North' then 0 else 1 end) = 1"
        assert set(connection.execute(text(divided)).scalars()) == {"Ben"}


def test_a_login_has_the_settings_of_who_reads_all(staff: Manned) -> None:
    names = ("statement_timeout", "work_mem", "default_transaction_read_only", "jit", "join_collapse_limit", "timezone")

    def settings(connection: Connection) -> dict[str, str]:
        return {name: str(connection.execute(text(f"show {name}")).scalar_one()) for name in names}

    with as_scope(staff, SOUTH) as limited, staff.as_role("bi_read") as unlimited:
        assert settings(limited) == settings(unlimited)
        assert limited.execute(text("show search_path")).scalar_one() == "bi_scoped"


def test_a_login_of_no_scope_sees_nothing(staff: Manned) -> None:
    with staff.as_role("bi_scoped") as connection:
        assert artists(connection, "bi_scoped.followed_artist") == set()
        assert connection.execute(text("select count(*) from bi_scoped.closed_week")).scalar_one() == 0


def test_an_upgrade_keeps_logins_and_their_views(staff: Manned) -> None:
    with staff.engine.begin() as connection:
        connection.exec_driver_sql("comment on schema ops is 'another version'")
    upgrade(staff.engine)
    with as_scope(staff, SOUTH) as connection:
        assert artists(connection, "followed_artist") == SEEN[SOUTH]


def test_made_again_they_keep_their_passwords_and_others_end(staff: Manned) -> None:
    before = json.loads(scopes_file(staff.data_dir).read_text())
    extra = frozenset({'Label "quoted" | Wörld'})
    ensure_scope_logins(staff.engine, staff.data_dir, [*SCOPES, extra])
    with as_scope(staff, extra) as connection:
        assert artists(connection, "followed_artist") == set()
    ensure_scope_logins(staff.engine, staff.data_dir, SCOPES)
    assert json.loads(scopes_file(staff.data_dir).read_text()) == before
    assert scopes_file(staff.data_dir).stat().st_mode & 0o077 == 0
    with staff.engine.connect() as connection:
        logins = connection.execute(text("select rolname from pg_roles where rolname ~ '_scope_'")).scalars()
        assert {login for login in logins if re.match(str(staff.engine.url.database), login)} == {
            login for login, _ in before.values()
        }
