"""Verb sandbox: serve the made-up world, or the recorded answers, as the providers on this machine."""

from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from flows.cli.options import DataDirOption, EndOn, JsonOption, Seed, choose, day
from flows.cli.output import print_json, say

sandbox = typer.Typer(help="Stand-ins for the providers, on this machine.", no_args_is_help=True)
Faults = Literal["none", "light", "heavy"]
SpotifyMode = Literal["development", "extended"]
SpotifyState = Literal["open", "quota_exceeded", "no_premium", "revoked"]


@sandbox.command("start")
def start(
    seed: Seed = None,
    end_on: EndOn = None,
    faults: Annotated[Faults, typer.Option("--faults", help="How often it fails.")] = "none",
    replay: Annotated[bool, typer.Option("--replay", help="Serve recorded real answers instead of a world.")] = False,
    port: Annotated[int | None, typer.Option("--port", help="Default: a free one.", show_default=False)] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Start it in the background; flows of this data folder then use it."""
    from flows.run_context import open_run_context
    from flows.services.mail_catcher import mailbox, start_mail_catcher
    from flows.services.soundcharts_standin import RECORDED_END, chart_slugs, start_standin
    from flows.services.tag_standins import start_tag_standins
    from flows.services.worlds import check_charts, check_world, chosen_seed, claim, settle_end, world_of
    from sandbox.servers.standin import standins
    from tasks.providers.registry import provider
    from tasks.trends.clock_store import set_world_end

    folder = choose(data_dir)
    seed = chosen_seed(folder, seed)
    slugs = chart_slugs(seed, replay=replay)
    world = "the recorded answers" if replay else world_of(seed)
    check_world(folder, world)
    last_on = settle_end(folder, RECORDED_END if replay else day(end_on), datetime.now(UTC).date())
    with open_run_context() as context:
        check_charts(context, slugs)
        set_world_end(context.engine, last_on)
    claim(folder, world)
    service = start_standin(folder, seed=seed, end_on=last_on, faults=faults, replay=replay, port=port)
    # the recorded answers are Soundcharts' alone
    others = None if replay else start_tag_standins(folder, seed=seed, end_on=last_on, faults=faults)
    start_mail_catcher(folder)
    if as_json:
        evidence = f"http://127.0.0.1:{others.port}" if others else None
        print_json({"address": f"http://127.0.0.1:{service.port}", "evidence": evidence, "charts": slugs})
        return
    if others is not None:
        names = ", ".join(provider(code).name for code in standins())
        say(f"Stand-ins for {names} listen on http://127.0.0.1:{others.port}.")
    say(f"Soundcharts' stand-in listens on http://127.0.0.1:{service.port}. Its charts: {', '.join(slugs)}")
    say(f"Mails of this data folder are caught in {mailbox(folder)}.")
    say(f"Follow one with: groundswell schedule add {slugs[0]}")


@sandbox.command("stop")
def stop(data_dir: DataDirOption = None) -> None:
    """Stop it. Its data folder stays a sandbox's: flows refuse to run there until it is started again."""
    from flows.services.mail_catcher import stop_mail_catcher
    from flows.services.soundcharts_standin import stop_standin
    from flows.services.tag_standins import stop_tag_standins

    folder = choose(data_dir, create=False)
    stopped = [stop_standin(folder), stop_tag_standins(folder), stop_mail_catcher(folder)]
    say("Stopped." if any(stopped) else "It was not running.")


@sandbox.command("spotify")
def spotify(
    mode: Annotated[
        SpotifyMode | None, typer.Option("--mode", help="What the key of this data folder is told.", show_default=False)
    ] = None,
    state: Annotated[
        SpotifyState | None, typer.Option("--state", help="What keeps every key out.", show_default=False)
    ] = None,
    today: Annotated[
        datetime | None,
        typer.Option("--today", formats=["%Y-%m-%d"], help="A day of the world that is today.", show_default=False),
    ] = None,
    data_dir: DataDirOption = None,
) -> None:
    """Choose whether flows ask with a development or an extended key, and which day of the world is today."""
    from flows.services.tag_standins import steer_spotify

    steer_spotify(choose(data_dir, create=False), mode=mode, state=state, today=day(today))
    say("Flows of this data folder see it from now on.")
