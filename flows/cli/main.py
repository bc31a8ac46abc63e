"""The one door: the command line."""

import os
import sys

# Prefect reads these when it is imported; what a person should read is printed by the verbs.
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError  # typer names no common kind of its own

from flows.cli.output import say
from flows.cli.verbs import Door

app = typer.Typer(
    name="groundswell",
    cls=Door,
    help="Music analytics for a record label. Start with: groundswell demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def door() -> None:
    """What runs before every verb: nothing."""


def main() -> None:
    """Run a verb. A failure ends in one sentence and an exit code; --debug shows where it came from."""
    is_debug = "--debug" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--debug"]
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except BrokenPipeError:
        # whoever reads the output has read enough; Python would complain once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except ClickException as error:
        context = getattr(error, "ctx", None)
        if not isinstance(error, NoArgsIsHelpError):
            see = f" See: {context.command_path} --help" if context is not None else ""
            say(f"Error: {error.format_message()}{see}", style="red")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say("Stopped. Nothing is lost: run it again and it goes on.")
        sys.exit(130)
    except Exception as error:
        if is_debug:
            raise
        from flows.cli.causes import sentence

        say(f"Error: {sentence(error)}", style="red")
        sys.exit(getattr(error, "exit_code", 1))
