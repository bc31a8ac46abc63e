"""The one door: the command line."""

import os
import sys

# Prefect reads these when it is imported; what a person should read is printed by the verbs.
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")

import typer

from flows.cli import run
from flows.cli.bench import bench
from flows.cli.card import card
from flows.cli.causes import sentence
from flows.cli.database import database
from flows.cli.demo import demo
from flows.cli.enrich import enrich
from flows.cli.explain_genre import explain
from flows.cli.freshness import freshness
from flows.cli.ingest import ingest
from flows.cli.lifecycle import down, status, up
from flows.cli.link import link
from flows.cli.normalise import normalise, unmapped
from flows.cli.output import say
from flows.cli.queue import limits, work
from flows.cli.recording import recording
from flows.cli.rollup import rollup
from flows.cli.sandbox import sandbox
from flows.cli.schedules import charts, schedule
from flows.cli.sound import sound
from flows.cli.superset import superset
from flows.cli.taxonomy import taxonomy
from flows.cli.threshold import threshold
from flows.cli.trends import trends

app = typer.Typer(
    name="groundswell",
    help="Music analytics for a record label. Start with: groundswell demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for verb in (demo, up, down, status, run.cascade, run.sweep, enrich, normalise, run.report, freshness):
    app.command(verb.__name__)(verb)
app.add_typer(run.sync, name="sync")
app.add_typer(rollup, name="rollup")
app.add_typer(explain, name="explain")
app.add_typer(ingest, name="ingest")
app.add_typer(card, name="card")
app.add_typer(link, name="link")
app.add_typer(recording, name="recording")
app.add_typer(sound, name="sound")
app.add_typer(threshold, name="threshold")
app.add_typer(trends, name="trends")
taxonomy.command("unmapped")(unmapped)
app.add_typer(taxonomy, name="taxonomy")
app.add_typer(charts, name="charts")
app.add_typer(schedule, name="schedule")
app.add_typer(work, name="work")
app.add_typer(limits, name="limits")
app.add_typer(superset, name="superset")
app.add_typer(database, name="db")
app.add_typer(sandbox, name="sandbox")
app.add_typer(bench, name="bench")


def main() -> None:
    """Run a verb. A failure ends in one sentence and an exit code; --debug shows where it came from."""
    is_debug = "--debug" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--debug"]
    try:
        app()
    except BrokenPipeError:
        # whoever reads the output has read enough; Python would complain once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        say("Stopped. Nothing is lost: run it again and it goes on.")
        sys.exit(130)
    except Exception as error:
        if is_debug:
            raise
        say(f"Error: {sentence(error)}", style="red")
        sys.exit(getattr(error, "exit_code", 1))
