"""Verbs of artist cards: card add, confirm, archive, change, list, show."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from sqlalchemy import Connection

from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say
from flows.cli.write_transaction import ByOption, entering, refuse, who
from tasks.roster import store
from tasks.roster.entry_store import call
from tasks.roster.lookup import find_card
from tasks.roster.roster_file import enter_roster, read_roster

card = typer.Typer(help="Artists the label follows. Only confirmed cards count.", no_args_is_help=True)

Link = Annotated[str | None, typer.Argument(help="The artist's Spotify link, URI or id.", show_default=False)]
Number = Annotated[int, typer.Argument(help="Number of the card.")]
Label = Annotated[str | None, typer.Option("--label", help="Label the artist is with.", show_default=False)]
Team = Annotated[str | None, typer.Option("--team", help="Team that looks after the artist.", show_default=False)]
NewName = Annotated[
    bool, typer.Option("--new-name", help="Label and team are right, though they are almost another's name.")
]
Status = Annotated[
    Literal["draft", "confirmed", "archived"] | None,
    typer.Option("--status", help="Only cards of this status.", show_default=False),
]


@card.command("add")
def add(
    link: Link = None,
    label: Label = None,
    team: Team = None,
    roster: Annotated[
        Path | None,
        typer.Option("--from", help="A whole roster: CSV with the columns link,label,team.", show_default=False),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Confirm at once.")] = False,
    new_name: NewName = False,
    by: ByOption = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a draft card and show what is known of the artist, or make cards for a whole roster."""
    if (roster is None) == (link is None):
        raise GroundswellError("Give the link of one artist with --label, or a roster with --from FILE.csv.")
    if roster is not None:
        _add_roster(roster, confirm, who(by), data_dir, as_json, has_new_names=new_name)
        return
    if link is None or label is None:
        raise GroundswellError("A card needs the label the artist is with; give it with --label.")
    with entering(data_dir) as (connection, as_of):
        number, is_new_artist = store.onboard_card(connection, link, label, team, who(by), is_new_name=new_name)
        if confirm:
            call(connection, "confirm_card", card_id=number, done_by=who(by))
        made = find_card(connection, str(number))
        known = store.preview(connection, made.artist_id, as_of)
    if is_new_artist:
        known = _fetched(data_dir, made.artist_id)
        made = replace(made, artist_name=known["artist_name"])
    if as_json:
        print_json({"card_id": number, "status": made.status, "preview": known})
        return
    _say_preview(known)
    if confirm:
        say(f"Card {number} of {made.artist_name} is confirmed; the next rollup counts it.")
    else:
        say(f"Card {number} of {made.artist_name} is a draft. When this is right: groundswell card confirm {number}")


@card.command("confirm")
def confirm_card(number: Number, by: ByOption = None, data_dir: DataDirOption = None) -> None:
    """From now on the card counts."""
    with entering(data_dir) as (connection, as_of):
        call(connection, "confirm_card", card_id=number, done_by=who(by))
        confirmed = find_card(connection, str(number))
        doubts = store.preview(connection, confirmed.artist_id, as_of)["doubts"]
    for doubt in doubts:
        say(f"  ! {doubt}")
    say(f"Card {number} of {confirmed.artist_name} is confirmed; the next rollup counts it.")


@card.command("archive")
def archive(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the audit.")],
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """From now on the card no longer counts; it stays in the list."""
    with entering(data_dir) as (connection, _):
        call(connection, "archive_card", card_id=number, reason=reason, done_by=who(by))
    say(f"Card {number} is archived.")


@card.command("change")
def change(
    number: Number,
    label: Label = None,
    team: Annotated[
        str | None, typer.Option("--team", help="Another team; '' takes it away.", show_default=False)
    ] = None,
    new_name: NewName = False,
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Change label or team."""
    if label is None and team is None:
        raise GroundswellError("Say what to change: --label or --team.")
    with entering(data_dir) as (connection, _):
        given = {"card_id": number, "label": label, "team": team}
        call(connection, "change_card", **given, done_by=who(by), is_new_name=new_name)
    say(f"Card {number} is changed.")


@card.command("list")
def show_all(status: Status = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """List cards."""
    with entering(data_dir) as (connection, _):
        rows = store.list_cards(connection, status)
    print_rows(rows, as_json=as_json, empty="There is no card. Add one with: groundswell card add LINK --label LABEL")


@card.command("show")
def show(
    which: Annotated[str, typer.Argument(help="Number of the card, or the artist's Spotify link.")],
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a card with what is known of the artist: doubts, sounds, tracks without figures, thresholds."""
    with entering(data_dir) as (connection, as_of):
        found = find_card(connection, which)
        known = store.preview(connection, found.artist_id, as_of)
        parts = _parts(connection, store.Artist(found.artist_id, found.artist_name))
    if as_json:
        print_json({"card_id": found.card_id, "status": found.status, "preview": known, **parts})
        return
    team = f", team {found.team}" if found.team else ""
    say(f"Card {found.card_id} of {found.artist_name}: {found.status}, label {found.label}{team}.")
    _say_preview(known)
    for title, empty in (
        ("sounds", "No sound is linked."),
        ("unlinked", "Every track brings figures."),
        ("thresholds", "No threshold is set."),
    ):
        say("")
        say(f"{title.capitalize()}")
        print_rows(parts[title], as_json=False, empty=f"  {empty}")


def _fetched(data_dir: Path | None, artist_id: int) -> dict[str, Any]:
    """What is known of a new artist once providers were asked; a provider that is away is said, and nothing is lost."""
    from flows.onboard_artist import run_onboard_artist
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        try:
            run_onboard_artist(context, artist_id)
        except GroundswellError as away:
            say(f"Profile and tracks could not be fetched now: {away} The card is kept; the next daily run asks again.")
        with context.engine.connect() as connection:
            return store.preview(connection, artist_id, context.as_of)


def _parts(connection: Connection, artist: store.Artist) -> dict[str, list[dict[str, Any]]]:
    return {
        "sounds": store.list_sounds(connection, artist),
        "unlinked": store.list_unlinked(connection, artist.artist_id),
        "thresholds": store.list_thresholds(connection, artist),
    }


def _say_preview(known: dict[str, Any]) -> None:
    """Counts and the last full week, then every doubt on a line."""
    share = f" ({known['linked_share']:.0%})" if known["linked_share"] is not None else ""
    say(
        f"{known['artist_name']}: {known['track_count']} tracks on Spotify, {known['linked_count']} of them{share} "
        f"linked to {known['song_count']} songs; {known['sound_count']} TikTok sounds."
    )
    if known["week_on"] is None:
        say("No week of figures yet.")
    else:
        account = f" (the account: {known['account_streams']:,})" if known["account_streams"] is not None else ""
        say(f"Week of {known['week_on']}: {known['week_streams']:,} streams{account}; newest day {known['newest_on']}.")
    for doubt in known["doubts"]:
        say(f"  ! {doubt}")


def _add_roster(
    path: Path, confirm: bool, by: str, data_dir: Path | None, as_json: bool, *, has_new_names: bool
) -> None:
    """All lines, or none and a table of those that fail."""
    lines = read_roster(path)
    with entering(data_dir) as (connection, _):
        outcome = enter_roster(connection, lines, by, confirm=confirm, has_new_names=has_new_names)
        if outcome.problems:
            refuse(path, outcome.problems, len(outcome.added) + len(outcome.known), as_json=as_json)
    if as_json:
        print_json({"added": outcome.added, "known": outcome.known, "problems": []})
        return
    there = f", {len(outcome.known)} were there already" if outcome.known else ""
    say(f"{len(outcome.added)} cards are {'confirmed' if confirm else 'drafts'} now{there}.")
