"""Settings in the file .env of the data folder; the environment goes before it."""

import io
from pathlib import Path

from dotenv import load_dotenv

from db.datadir import ENVIRONMENT_FILE, chosen_folder
from db.errors import DataDirError
from flows.cli.output import say


def load_environment_file(data_dir: Path | None) -> Path | None:
    """Add the settings of the data folder's .env to the environment; say so when one in the current folder is not read.

    It is what reads the option --data-dir, because Prefect takes its settings when a verb imports it. Gives back
    `data_dir`. Raises DataDirError when the file can't be read.
    """
    file, here = chosen_folder(data_dir) / ENVIRONMENT_FILE, Path.cwd() / ENVIRONMENT_FILE
    if here.is_file() and not (file.exists() and here.samefile(file)):
        say(f"{here} is not read: settings come from the environment, then from {file}. Move yours there.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return data_dir
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise DataDirError(f"The settings in {file} can't be read ({reason}); correct or remove that file.") from error
    load_dotenv(stream=io.StringIO(text), override=False)
    return data_dir
