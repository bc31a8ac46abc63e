"""Verbs backup and restore: a data folder and its databases as one folder of files, and back."""

import os
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from db.datadir import chosen_folder
from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import people, print_json, say

PASSPHRASE = "GROUNDSWELL_BACKUP_PASSPHRASE"  # noqa: S105  # the name of the setting


def backup(
    path: Annotated[Path, typer.Argument(help="New folder to write the backup into.", show_default=False)],
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write databases and files into a new folder; secrets encrypted by a passphrase, or left out."""
    from flows.services.backup.create import create_backup
    from flows.services.backup.manifest import SECRETS

    folder, target = choose(data_dir, create=False), path.expanduser().resolve()
    passphrase = _passphrase("Passphrase for what is secret (Enter leaves it out)", is_new=True)
    began = time.monotonic()
    with people.status("Backing up ..."):
        made = create_backup(folder, target, passphrase, say)
    if as_json:
        print_json(
            {
                "path": str(target),
                "seconds": round(time.monotonic() - began, 1),
                "bytes": made.bytes,
                "parts": {part.name: part.bytes for part in made.parts},
                "revision": made.revision,
                "has_secrets": made.has(SECRETS),
                "left_out": made.left_out,
            }
        )
        return
    for part in made.parts:
        say(f"  {part.name:<16} {part.bytes / 1e6:>10,.1f} MB")
    if made.left_out:
        say(
            f"Secrets were left out, because there is no passphrase in {PASSPHRASE}: {', '.join(made.left_out)}.",
            style="yellow",
        )
    say(f"Backed up to {target}. Try it: groundswell restore {target} --data-dir EMPTY_FOLDER")


def restore(
    path: Annotated[Path, typer.Argument(help="Folder a backup was written into.", show_default=False)],
    without_secrets: Annotated[bool, typer.Option("--without-secrets", help="Leave out what is encrypted.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make an empty data folder what a backup holds; an older version's is brought up to date."""
    from flows.services.backup.restore import read_secrecy, restore_backup

    source, target = path.expanduser().resolve(), chosen_folder(data_dir)
    passphrase = None
    if read_secrecy(source) and not without_secrets:
        passphrase = _passphrase("Passphrase the backup was made with", is_new=False)
        if passphrase is None:
            raise GroundswellError(
                f"Secrets in {source} are encrypted, and there is no passphrase in {PASSPHRASE}. Set it, or restore "
                "without them: --without-secrets."
            )
    began = time.monotonic()
    with people.status("Restoring ..."):
        done = restore_backup(source, target, passphrase, say)
    if as_json:
        print_json(
            {
                "data_dir": str(target),
                "seconds": round(time.monotonic() - began, 1),
                "made_at": done.manifest.made_at,
                "from_revision": done.manifest.revision,
                "revision": done.revision,
                "is_equal": done.is_equal,
                "notes": done.notes,
            }
        )
        return
    if done.is_equal:
        say(f"The warehouse is what it was on {done.manifest.made_at}: fingerprints of all tables are equal.")
    else:
        say(f"The warehouse was brought up to date, from revision {done.manifest.revision} to {done.revision}.")
    for note in done.notes:
        say(note, style="yellow")
    say(f"Restored into {target}. Start it: groundswell up --data-dir {target}")


def _passphrase(question: str, *, is_new: bool) -> str | None:
    """From the environment, else typed where a person sits; None when there is neither."""
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        return None
    typed: str = typer.prompt(
        question, default="", hide_input=True, show_default=False, confirmation_prompt=is_new, err=True
    )
    return typed or None
