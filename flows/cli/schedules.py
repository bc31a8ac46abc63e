"""Verbs of chart schedules: schedule list, add, set, remove; charts list."""

from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_rows, say
from tasks.charts.schedule_store import add_schedule, change_schedule, list_schedules, remove_schedule
from tasks.charts.schedules import Change

schedule = typer.Typer(help="Which charts are synchronised, and what follows from them.", no_args_is_help=True)
charts = typer.Typer(help="Charts the provider has.", no_args_is_help=True)

Slug = Annotated[str, typer.Argument(help="The chart's slug at the provider, for example global-28.")]
Number = Annotated[int | None, typer.Option(show_default=False)]
Platforms = Annotated[str | None, typer.Option(help="Platform codes, separated by commas.", show_default=False)]


@schedule.command("list")
def show(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """List all schedules."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context, context.engine.connect() as connection:
        rows = list_schedules(connection)
    print_rows(rows, as_json=as_json, empty="No chart is scheduled. Add one with: groundswell schedule add SLUG")


@schedule.command("add")
def add(slug: Slug, audience_delay: Number = None, data_dir: DataDirOption = None) -> None:
    """Synchronise a chart from now on."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context, context.engine.begin() as connection:
        add_schedule(connection, slug, Change(audience_delay_s=audience_delay))
    say(f"{slug} is scheduled. Fetch it now with: groundswell sync charts --chart {slug}")


@schedule.command("set")
def change(
    slug: Slug,
    active: Annotated[bool | None, typer.Option("--active/--inactive", show_default=False)] = None,
    track_metadata: Annotated[
        bool | None, typer.Option("--track-metadata/--no-track-metadata", help="Its tracks.", show_default=False)
    ] = None,
    artist_metadata: Annotated[
        bool | None,
        typer.Option("--artist-metadata/--no-artist-metadata", help="Its artists.", show_default=False),
    ] = None,
    audience: Annotated[
        bool | None, typer.Option("--audience/--no-audience", help="Their audiences.", show_default=False)
    ] = None,
    platforms: Platforms = None,
    artist_platforms: Platforms = None,
    metadata_delay: Number = None,
    audience_delay: Number = None,
    priority: Number = None,
    history_days: Number = None,
    budget: Number = None,
    no_budget: Annotated[bool, typer.Option("--no-budget", help="Take the budget away.")] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Change a schedule; delays in seconds, budget in calls a day."""
    from flows.run_context import open_run_context

    choose(data_dir)
    wanted = Change(
        is_active=active,
        track_metadata=track_metadata,
        artist_metadata=artist_metadata,
        audience=audience,
        priority_platforms=_codes(platforms),
        artist_platforms=_codes(artist_platforms),
        metadata_delay_s=metadata_delay,
        audience_delay_s=audience_delay,
        priority=priority,
        history_days=history_days,
        budget=budget,
        no_budget=no_budget,
    )
    with open_run_context() as context, context.engine.begin() as connection:
        change_schedule(connection, slug, wanted)
    say(f"{slug} is changed.")


@schedule.command("remove")
def remove(slug: Slug, data_dir: DataDirOption = None) -> None:
    """Synchronise a chart no longer; what it brought in stays."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context, context.engine.begin() as connection:
        remove_schedule(connection, slug)
    say(f"{slug} is no longer scheduled.")


@charts.command("list")
def list_charts(
    platform: Annotated[str, typer.Argument(help="Platform code, for example spotify.")],
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the provider's song charts of a platform."""
    from flows.run_context import open_provider, open_run_context
    from tasks.charts.steps import keep_log
    from tasks.providers.soundcharts import PROVIDER

    choose(data_dir)
    with open_run_context() as context, open_provider(context, PROVIDER) as make_client:
        client = make_client()
        try:
            found = client.charts(platform)
        finally:
            keep_log(context.engine, client)
    rows = [
        {"slug": c.slug, "name": c.name, "country": c.country_code or "worldwide", "frequency": c.frequency}
        for c in found
    ]
    print_rows(rows, as_json=as_json, empty=f"Soundcharts has no song charts of {platform}.")


def _codes(given: str | None) -> list[str] | None:
    return [code.strip() for code in given.split(",") if code.strip()] if given is not None else None
