"""Verbs of the taxonomy: taxonomy check, coverage, pairs, classify, unmapped."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say
from tasks.tags.classify import classify as classify_tags
from tasks.tags.coverage import cover, read_assignments, read_tagged
from tasks.tags.pairs import draw_by_mass, draw_evenly, pairs_of
from tasks.tags.taxonomy import load_taxonomy

taxonomy = typer.Typer(help="Genres, moods and what tags mean.", no_args_is_help=True)

SourceOption = Annotated[
    str, typer.Option("--source", help="Who gave the tags, for example discogs: some words mean another thing there.")
]
UNKNOWN_SHOWN = 20


@taxonomy.command("check")
def check(as_json: JsonOption = False) -> None:
    """Validate the files of the taxonomy and count what they hold."""
    loaded = load_taxonomy()
    counted = {
        "genres": len(loaded.genres),
        "roots": len(loaded.roots),
        "genres_between": sum(len(genre.parents) > 1 for genre in loaded.genres.values()),
        "moods": len(loaded.moods),
        "ignore_classes": len(loaded.ignore_classes),
        "words": sum(1 for _ in loaded.lexicon.words()),
        "sha256": loaded.sha256,
    }
    if as_json:
        print_json(counted)
    else:
        print_rows([counted], as_json=False, empty="")


@taxonomy.command("coverage")
def coverage(
    file: Annotated[Path, typer.Argument(help="CSV with the columns tag and assignments.")],
    source: SourceOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say how much of a list of tags is genre, mood, noise and unknown, weighed by assignments."""
    covered = cover(load_taxonomy(), read_assignments(file), source)
    if as_json:
        print_json(covered.shares)
        return
    say(f"{covered.rows:,} tags of {file.name}, by assignments:")
    print_rows(
        [{"kind": kind, "share": f"{share:.1%}"} for kind, share in covered.shares.items()], as_json=False, empty=""
    )
    say("Which is, class by class:")
    print_rows(
        [{"class": name, "share": f"{share:.1%}"} for name, share in covered.classes.items()], as_json=False, empty=""
    )
    if covered.unknown:
        say("Unknown, the most given first:")
        shown = [{"tag": tag, "assignments": f"{count:g}"} for tag, count in covered.unknown[:UNKNOWN_SHOWN]]
        print_rows(shown, as_json=False, empty="")


@taxonomy.command("pairs")
def pairs(
    file: Annotated[Path, typer.Argument(help="CSV with the columns tag and assignments.")],
    count: Annotated[int, typer.Option("--count", min=1, help="So many draws.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same pairs.")] = 1,
    is_even: Annotated[
        bool, typer.Option("--evenly", help="Each pair as likely as another, not by how often its tag was given.")
    ] = False,
    source: SourceOption = "",
    as_json: JsonOption = False,
) -> None:
    """Draw tags with what they were taken for, to judge by eye how many are right."""
    found = pairs_of(load_taxonomy(), read_assignments(file), source)
    drawn = (draw_evenly if is_even else draw_by_mass)(found, count, seed)
    print_rows([pair._asdict() for pair in drawn], as_json=as_json, empty=f"No tag of {file.name} means anything.")


@taxonomy.command("classify")
def classify(
    file: Annotated[Path, typer.Argument(help="CSV with the columns name and tags, tags as JSON {tag: count}.")],
    source: SourceOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say the genre, the root and the shares of each row's tags; with --json an object a line."""
    loaded = load_taxonomy()
    rows = [{"name": name, **classify_tags(loaded, tags, source)._asdict()} for name, tags in read_tagged(file)]
    if as_json:
        for row in rows:
            print_json(row)
        return
    for row in rows:
        row["shares"] = ", ".join(f"{genre} {share:.0%}" for genre, share in list(row["shares"].items())[:5])
    print_rows(rows, as_json=False, empty=f"{file} has no rows.")


@taxonomy.command("unmapped")
def unmapped(
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many of them.")] = 50,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tags nobody recognised, those that say most first: what to add to the taxonomy."""
    from flows.run_context import open_run_context
    from tasks.tags.unmapped_store import list_unmapped

    choose(data_dir)
    with open_run_context() as context, context.engine.connect() as connection:
        rows = list_unmapped(connection, limit)
    shown = [{**row, "mass": round(row["mass"], 2)} for row in rows]
    print_rows(shown, as_json=as_json, empty="Every tag seen is recognised, or none was mapped yet.")
