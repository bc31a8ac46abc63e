"""Writes the histories of a world's listeners: `python -m sandbox.history --seed 7 --to DIR`."""

import argparse
import csv
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sandbox.history.export import write_history
from sandbox.library import make_library
from sandbox.listening import Listener, make_listeners
from sandbox.world import END_ON, make_world


def write_all(listeners: Sequence[Listener], folder: Path) -> list[Path]:
    """A history for each, every other one zipped, and users.csv with user, time_zone and path. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [
        write_history(listener, folder, number, is_zipped=number % 2 == 0) for number, listener in enumerate(listeners)
    ]
    with (folder / "users.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(("user", "time_zone", "path"))
        for listener, path in zip(listeners, paths, strict=True):
            lines.writerow((listener.name, listener.time_zone, path))
    return paths


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything is written, 1 with a sentence on stderr otherwise."""
    parser = argparse.ArgumentParser(prog="sandbox.history", description="Writes the histories of made-up listeners.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--artists", type=int, default=60)
    parser.add_argument("--tracks", type=int, default=160)
    parser.add_argument("--end-on", type=date.fromisoformat, default=END_ON, help="last day of the world's history")
    parser.add_argument("--days", type=int, default=900, help="days of history")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="gets a zip or a folder for each")
    options = parser.parse_args(arguments)
    try:
        world = make_world(options.seed, options.artists, options.tracks, options.end_on)
        listeners = make_listeners(make_library(world), world.end_on, options.days)
        paths = write_all(listeners, options.to)
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"The histories cannot be written: {problem}\n")
        return 1
    sys.stdout.write(f"{len(paths)} histories in {options.to}, with users.csv\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
