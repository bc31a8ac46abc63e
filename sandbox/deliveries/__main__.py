"""Writes the drops of a world: `python -m sandbox.deliveries --seed 7 --to DIR`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sandbox.deliveries.drops import write_drops
from sandbox.deliveries.people import write_lists
from sandbox.deliveries.vendor import Vendor
from sandbox.world import END_ON, make_world


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything is written, 1 with a sentence on stderr otherwise."""
    parser = argparse.ArgumentParser(
        prog="sandbox.deliveries", description="Writes the vendor's drops of a made-up world."
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--artists", type=int, default=60)
    parser.add_argument("--tracks", type=int, default=160)
    parser.add_argument("--end-on", type=date.fromisoformat, default=END_ON, help="last day of the world's history")
    parser.add_argument("--until", type=date.fromisoformat, help="last drop, by default the world's last day")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="gets one folder a day")
    options = parser.parse_args(arguments)
    try:
        vendor = Vendor(make_world(options.seed, options.artists, options.tracks, options.end_on))
        folders = write_drops(vendor, options.to, options.until)
        lists = write_lists(vendor, options.to)
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"The drops cannot be written: {problem}\n")
        return 1
    sys.stdout.write(f"{len(folders)} drops in {options.to}, with {lists[0].name} and {lists[1].name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
