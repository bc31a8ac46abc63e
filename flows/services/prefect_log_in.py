"""What opens a data folder's Prefect server, apart from what starts it: to ask it, nothing of that is needed."""

import secrets

from db.datadir import DataDir

_LOG_IN, _SHOWN = "prefect-log-in", "prefect-log-in-shown"


def log_in(data_dir: DataDir) -> str:
    """What opens this data folder's Prefect server, made once: whoever reaches it runs programs as its user."""
    kept = data_dir.read_state(_LOG_IN)
    if not kept:
        kept = {"log_in": f"groundswell:{secrets.token_urlsafe(24)}"}
        data_dir.write_state(_LOG_IN, kept)
    return str(kept["log_in"])


def is_log_in_shown(data_dir: DataDir) -> bool:
    """Whether it was shown before; from now on it was."""
    is_shown = bool(data_dir.read_state(_SHOWN))
    data_dir.write_state(_SHOWN, {"shown": True})
    return is_shown
