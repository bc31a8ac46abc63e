"""Verbs of Superset: superset start, serve, stop, sync, check."""

from typing import Annotated

import typer

from db.errors import GroundswellError
from db.folder_lock import folder_lock
from db.limits import open_functions
from flows.cli.addresses import show_superset
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say

superset = typer.Typer(help="Dashboards, marketing's pages and SQL Lab.", no_args_is_help=True)


@superset.command("start")
def start(
    port: Annotated[int, typer.Option("--port", help="Where it listens; a free port when taken.")] = 8088,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Start Superset; the first time it is installed and filled, which takes a minute or two."""
    from flows.services.superset_server import start_superset

    folder = choose(data_dir, remember=data_dir is not None)
    with folder_lock(folder, "superset start"):
        server = start_superset(folder, port, say)
    if as_json:
        print_json({"url": f"http://127.0.0.1:{server.port}", "pid": server.pid, "started": server.started})
    else:
        show_superset(folder, server, port)


@superset.command("serve")
def serve(
    host: Annotated[str, typer.Option("--host", help="Where it listens; 0.0.0.0 in a container.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port it listens on.")] = 8088,
    data_dir: DataDirOption = None,
) -> None:
    """Run Superset in the foreground until it is ended, for containers; what is missing is made first."""
    from flows.services.superset_server import serve_superset

    serve_superset(choose(data_dir), host, port, say)


@superset.command("password")
def password(
    user: Annotated[str, typer.Argument(help="User name, for example admin.")],
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give somebody a new password, shown this once. Ends their sessions, opens an account that is locked."""
    from flows.services.superset_server import set_password

    made = set_password(choose(data_dir, create=False), user, say)
    if as_json:
        print_json({"user": user, "password": made})
    else:
        say(f"The password of {user} is now {made} (shown this once; change it after the log-in).")


@superset.command("stop")
def stop(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Stop Superset, and nothing else."""
    from flows.services.superset_server import stop_superset

    stopped = stop_superset(choose(data_dir, create=False))
    if as_json:
        print_json({"stopped": stopped})
    else:
        say("Stopped Superset." if stopped else "Superset was not running.")


@superset.command("sync")
def sync(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Bring dashboards, roles, row-level rules and saved queries to what the files say."""
    from flows.services.superset_server import sync_superset

    done = sync_superset(choose(data_dir), say)
    if as_json:
        print_json(done)
        return
    say(f"{done['files']} files imported; dashboards: {', '.join(done['dashboards']) or 'none'}.")
    for item in done["removed"]:
        say(f"Removed {item}")


@superset.command("check")
def check(
    runs: Annotated[int, typer.Option("--runs", min=1, help="Times each is asked; milliseconds are medians.")] = 1,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask every chart for its data as the role that sees it: rows, error, milliseconds. Fails where one errs."""
    from flows.run_context import open_run_context
    from flows.services.superset_server import check_superset

    rows = check_superset(choose(data_dir), runs, say)
    print_rows(rows, as_json=as_json, empty="There are no charts.")
    with open_run_context() as context:
        left = open_functions(context.engine)
    if left:
        say(left, style="yellow")
    broken = [row for row in rows if row["error"]]
    if broken:
        raise GroundswellError(
            f"{len(broken)} of {len(rows)} charts have an error, first {broken[0]['chart']} of "
            f"{broken[0]['dashboard']}: {broken[0]['error']}. Mend the chart's file, then: groundswell superset sync"
        )
