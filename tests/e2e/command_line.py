"""The command line on a database and a stand-in given by the test, as a program of its own or within this one."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

# Settings of whoever runs the tests, which no test may use.
PROVIDERS = (
    "SOUNDCHARTS_",
    "SPOTIFY_",
    "MUSICBRAINZ_",
    "LASTFM_",
    "DISCOGS_",
    "THEAUDIODB_",
    "PREFECT_",
    "DATABASE_",
    "GROUNDSWELL_MAIL_",
)
# A whole demo on a machine that has other things to do, too.
LONGEST_S = 800
PROGRAM = Path(sys.executable).parent / "groundswell"


@dataclass(frozen=True)
class Result:
    """How a verb ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The last line of stdout, read as JSON."""
        return json.loads(self.out.strip().splitlines()[-1])


@dataclass
class CommandLine:
    """Runs verbs with just the settings given; what the tester's own environment holds is left out."""

    settings: Mapping[str, str] = field(default_factory=dict)

    def env(self, **more: str) -> dict[str, str]:
        bare = {k: v for k, v in os.environ.items() if not k.startswith(PROVIDERS)}
        return {**bare, **self.settings, **more}

    def start(self, *words: str, **more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [PROGRAM, *words],
            env=self.env(**more),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )

    def run(self, *words: str, **more: str) -> Result:
        process = self.start(*words, **more)
        out, err = process.communicate(timeout=LONGEST_S)
        return Result(process.returncode, out, " ".join(err.split()))

    def good(self, *words: str, **more: str) -> Result:
        """Run a verb that must succeed."""
        result = self.run(*words, **more)
        assert result.code == 0, result.err
        return result

    def refused(self, *words: str, **more: str) -> str:
        """Run a verb that must fail in one sentence to a person; what it said."""
        result = self.run(*words, **more)
        assert result.code not in (0, 2), result.out + result.err
        assert "Traceback" not in result.err + result.out
        assert "Error: " in result.err
        return result.err.split("Error: ", 1)[1]


class WithinThisProgram(CommandLine):
    """The same door without a start of Python for each verb, which costs more than most verbs do."""

    def run(self, *words: str, **more: str) -> Result:
        from flows.cli.main import main

        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, self.env(**more), clear=True),
            patch.object(sys, "argv", ["groundswell", *words]),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as ended:
                code = ended.code
        assert isinstance(code, int)
        return Result(code, out.getvalue(), " ".join(err.getvalue().split()))
