"""A unit of systemd that keeps a data folder's services up: what its file says. Nothing is written here."""

from collections.abc import Sequence
from pathlib import Path

UNIT = "groundswell.service"


def unit(program: Sequence[str], data_dir: Path, pid_file: Path, user: str | None, up: Sequence[str] = ()) -> str:
    """The unit's text: `up` starts everything and ends; the watch it leaves is the process systemd looks after.

    ``user``: who it runs as in a unit of the system; None in a unit of a user's own. ``up``: more words for `up`.
    """
    folder = ("--data-dir", str(data_dir))
    lines = [
        "[Unit]",
        f"Description=Groundswell ({_escaped(str(data_dir))})",
        "After=network-online.target",
        "Wants=network-online.target",
        "StartLimitIntervalSec=1h",
        "StartLimitBurst=10",
        "",
        "[Service]",
        "Type=forking",
        f"PIDFile={_escaped(str(pid_file))}",
        *([f"User={user}"] if user is not None else []),
        f"ExecStart={_words([*program, 'up', *folder, *up])}",
        f"ExecStop={_words([*program, 'down', *folder])}",
        "Restart=on-failure",
        "RestartSec=20",
        "# what the watch looks after outlives it; a new one takes over",
        "KillMode=process",
        "TimeoutStartSec=15min",
        "TimeoutStopSec=3min",
        "",
        "[Install]",
        f"WantedBy={'default.target' if user is None else 'multi-user.target'}",
    ]
    return "\n".join(lines) + "\n"


def _words(words: Sequence[str]) -> str:
    """A command line; a word that holds more than plain characters stands in quotes."""
    return " ".join(word if word.replace("-", "").replace("/", "").isalnum() else _quoted(word) for word in words)


def _quoted(word: str) -> str:
    inner = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{inner}"'


def _escaped(text: str) -> str:
    """Where systemd fills in what follows a percent sign."""
    return text.replace("%", "%%")
