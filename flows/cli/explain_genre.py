"""Verb explain genre, and how it stands beside `explain ARTIST|TRACK|LABEL`."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from flows.cli.explain import explain as explain_figure
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, write

FIGURE = "ARTIST|TRACK|LABEL"


class Explanations(TyperGroup):
    """What is no form of its own explains a weekly figure, as does whatever asks for a --metric: an artist may be
    called Genre.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the name of the form before the words, where it is not said."""
        asks_for_figure = any(word == "--metric" or word.startswith("--metric=") for word in args)
        if args and args != ["--help"] and (args[0] != "genre" or asks_for_figure):
            args = [FIGURE, *args]
        return super().parse_args(ctx, args)


explain = typer.Typer(cls=Explanations, no_args_is_help=True, help="Show where something comes from.")
explain.command(FIGURE)(explain_figure)


@explain.command("genre")
def genre(
    track: Annotated[str, typer.Argument(metavar="TRACK", help="Spotify id, URI or link, or the whole name.")],
    mood: Annotated[bool, typer.Option("--mood", help="Its moods instead of its genres.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show why a track has its genres: each share with the tags, sources and weights behind it."""
    from flows.run_context import open_run_context
    from tasks.tags.explain import explain_genre

    choose(data_dir)
    with open_run_context() as context:
        found = explain_genre(context.engine, track, "mood" if mood else "genre")
    if as_json:
        print_json(found)
        return
    item, recording = found["item"], found["recording"]
    write(f"{item['name']} by {item['artist_name'] or 'unknown'}, method {found['method_version']}")
    write(_recording(recording))
    for share in found["shares"]:
        write()
        write(f"{share['name']}: {share['share_ppm'] / 10_000:.2f} %")
        rows = [{**tag, "part": f"{tag.pop('part_ppm') / 10_000:.2f} %"} for tag in share["tags"]]
        print_rows(rows, as_json=False, empty="")
    if not found["shares"]:
        write(f"No {found['kind']} is known: no tag names one.")
    if found["understood"]:
        parts = ", ".join(f"{name} {part / 10_000:.1f} %" for name, part in found["understood"].items())
        write()
        write(f"Of everything said of it: {parts}")
    for kind, title in (("unknown", "Tags nobody recognised"), ("noise", "Tags that name neither genre nor mood")):
        if found[kind]:
            write()
            write(f"{title}")
            print_rows(found[kind], as_json=False, empty="")
    if not found["is_up_to_date"]:
        write()
        write("More is known than was counted; bring it up to date with: groundswell normalise")


def _recording(recording: dict[str, Any] | None) -> str:
    if recording is None:
        return "Not looked up at MusicBrainz yet."
    if recording["recording_id_musicbrainz"] is None:
        return f"No recording of MusicBrainz' was found to be it, among {recording['candidates']} candidates."
    score = f", score {recording['score']}" if recording["score"] is not None else ""
    return (
        f"Recording {recording['name']} by {recording['credit_name']} "
        f"({recording['recording_id_musicbrainz']}), matched by {recording['method']}{score}"
    )
