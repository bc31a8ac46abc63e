"""Verbs catalog import, link, verify, review, missing, set, retire: the label's works and their Spotify tracks."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, progress_shown, say
from flows.cli.run_summary import runs_since
from flows.cli.write_transaction import ArtistOption, entering, who
from tasks.roster.entry_store import call
from tasks.roster.lookup import find_artist
from tasks.works.store import list_missing, list_suggestions
from tasks.works.work_list import import_works, read_works_list

catalog = typer.Typer(help="The label's catalogue of works, and the Spotify track of each.", no_args_is_help=True)

By = Annotated[
    str | None,
    typer.Option("--entered-by", "--by", help="Who does this; default: your login name.", show_default=False),
]
WorkNumber = Annotated[int, typer.Argument(help="Number of the work (groundswell catalog missing).")]


@catalog.command("import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="CSV or Excel file with the columns title, artist, isrc, upc, …")],
    artist: ArtistOption = None,
    by: By = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring works in; wrong lines are named and kept aside, and the same file again changes only what changed."""
    lines = read_works_list(file, has_artist=artist is not None)
    with entering(data_dir) as (connection, _):
        artist_id = find_artist(connection, artist).artist_id if artist is not None else None
        done = import_works(partial(call, connection), lines, artist_id, file.name, who(by))
    aside = [{"line": one.line, "title": one.text, "reason": one.problem} for one in done.kept_aside]
    counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged, "kept_aside": len(aside)}
    if as_json:
        print_json({**counts, "lines": aside})
        return
    if aside:
        print_rows(aside, as_json=False, empty="")
    say(
        f"{done.new} works are new, {done.changed} changed, {done.unchanged} are as they were; {len(aside)} lines were "
        "kept aside. Link them with: groundswell catalog link"
    )


@catalog.command("link")
def link(
    offline: Annotated[
        bool, typer.Option("--offline", help="Decide anew from what is stored, without a call.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Ask for all works anew, not only for those due.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look works up at Spotify and link those that are sure; the doubtful wait for a decision (catalog review)."""
    from flows.link_works import link_works

    if offline and again:
        raise GroundswellError("--offline asks nothing, so it can't ask again; leave one of the two out.")
    _run(data_dir, link_works, (offline, again), "link-works", as_json=as_json)


@catalog.command("verify")
def verify(
    market: Annotated[
        list[str] | None, typer.Option("--market", help="Country the tracks should be playable in; may be repeated.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Ask for all links, not only for those due.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask for linked tracks again, to find those that are gone, changed, or not playable in a market any more."""
    from flows.verify_works import verify_works

    markets = [one.strip().upper() for one in market or []]
    if wrong := [one for one in markets if not (len(one) == 2 and one.isascii() and one.isalpha())]:
        raise GroundswellError(f"{wrong[0]} is no country; give two letters such as GB.")
    _run(data_dir, verify_works, (markets, everything), "verify-works", as_json=as_json)


@catalog.command("review")
def review(
    accept: Annotated[int | None, typer.Option("--accept", help="Number of a suggestion: link it.")] = None,
    reject: Annotated[
        int | None, typer.Option("--reject", help="Number of a suggestion: never propose it again.")
    ] = None,
    artist: ArtistOption = None,
    by: By = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """List tracks too doubtful to be linked unseen, or decide on one."""
    if accept is not None and reject is not None:
        raise GroundswellError("Decide on one at a time: give --accept or --reject.")
    with entering(data_dir) as (connection, _):
        number = accept if accept is not None else reject
        if number is None:
            artist_id = find_artist(connection, artist).artist_id if artist is not None else None
            rows = list_suggestions(connection, artist_id)
            print_rows(rows, as_json=as_json, empty="No track waits for a decision.")
            return
        given: dict[str, Any] = {"suggestion_id": number, "accept": accept is not None}
        [made] = call(connection, "decide_work_link", **given, done_by=who(by))
    if as_json:
        print_json({**given, "link_id": made["decide_work_link"]})
    else:
        say(f"Suggestion {number} is accepted and linked." if accept else f"Suggestion {number} is rejected.")


@catalog.command("missing")
def missing(artist: ArtistOption = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """List works without a link that holds, and why."""
    with entering(data_dir) as (connection, _):
        artist_id = find_artist(connection, artist).artist_id if artist is not None else None
        rows = list_missing(connection, artist_id)
    print_rows(rows, as_json=as_json, empty="Every work is linked.")


@catalog.command("set")
def put(
    work: WorkNumber,
    track: Annotated[str, typer.Argument(help="Spotify link or id of the track.")],
    by: By = None,
    data_dir: DataDirOption = None,
) -> None:
    """Link a work to a track by hand."""
    with entering(data_dir) as (connection, _):
        call(connection, "link_work", work_id=work, track=track, done_by=who(by))
    say(f"Work {work} is linked by hand.")


@catalog.command("retire")
def retire(
    work: WorkNumber,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the audit.")],
    by: By = None,
    data_dir: DataDirOption = None,
) -> None:
    """Take a work out of the catalogue."""
    with entering(data_dir) as (connection, _):
        call(connection, "retire_work", work_id=work, reason=reason, done_by=who(by))
    say(f"Work {work} is out of the catalogue.")


def _run(data_dir: Path | None, flow: Any, given: tuple[Any, ...], name: str, *, as_json: bool) -> None:
    """Run a flow and print what it did, also where it ended with an error."""
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    try:
        with progress_shown():
            run_under_prefect(folder, flow, *given)
    finally:
        for summary in [run["summary"] for run in runs_since(began) if run["flow"] == name]:
            if as_json:
                print_json(summary)
            else:
                _print_summary(summary)


def _print_summary(summary: dict[str, Any]) -> None:
    if "calls" in summary:
        say(f"Asked for {summary['found']} works ({summary['calls']} calls, {summary['throttled']} throttled).")
    if "works" in summary:
        say(
            f"Of {summary['works']} works {summary['linked']} are linked ({summary['linked_by_itself']} by itself, "
            f"{summary['accepted']} accepted, {summary['by_hand']} by hand); {summary['in_review']} wait for a "
            f"decision (groundswell catalog review), {summary['missing']} have no track (groundswell catalog missing), "
            f"{summary['dead']} tracks are gone, {summary['changed']} changed."
        )
