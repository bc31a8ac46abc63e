"""The verbs of the command line that enter things, run as a person types them."""

import json
from dataclasses import dataclass
from typing import Any

import typer
from sqlalchemy import Engine
from typer.testing import CliRunner

from flows.cli.actions import actions
from flows.cli.card import card
from flows.cli.catalog import catalog
from flows.cli.link import link
from flows.cli.mail import mail
from flows.cli.recipient import recipient
from flows.cli.sound import sound
from flows.cli.threshold import threshold


@dataclass(frozen=True)
class Verbs:
    """Runs verbs on the label; answers typed by hand come as ``typed``."""

    engine: Engine

    def run(self, *words: str, typed: str = "") -> tuple[str, BaseException | None]:
        groups = {
            "actions": actions,
            "card": card,
            "catalog": catalog,
            "link": link,
            "mail": mail,
            "recipient": recipient,
            "sound": sound,
            "threshold": threshold,
        }
        app = typer.Typer(pretty_exceptions_enable=False)
        app.add_typer(groups[words[0]], name=words[0])
        app.command("other")(lambda: None)  # a second verb, so that the first is named
        done = CliRunner().invoke(app, words, input=typed)
        if isinstance(done.exception, SystemExit):
            return done.output, None if done.exit_code == 0 else done.exception
        return done.output, done.exception

    def good(self, *words: str, typed: str = "") -> str:
        said, error = self.run(*words, typed=typed)
        assert error is None, said
        return " ".join(said.split())

    def told(self, *words: str) -> Any:
        """The line of JSON a verb prints."""
        return json.loads(self.run(*words, "--json")[0].splitlines()[-1])

    def refused(self, *words: str, typed: str = "") -> str:
        said, error = self.run(*words, typed=typed)
        assert error is not None, said
        assert not isinstance(error, SystemExit), said
        return str(error)
