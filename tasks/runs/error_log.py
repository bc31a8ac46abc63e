"""Errors that are written to be read stand in Prefect's logs as their sentence, once, and without a traceback."""

import logging

from db.errors import GroundswellError

# where Prefect's engine logs what a flow or a task raised
LOGGERS = ("prefect.flow_runs", "prefect.task_runs", "prefect.engine")
# what it logs of the same error once more when the process of the run ends
AGAIN = "Engine execution exited with unexpected exception"


class SentenceOnly(logging.Filter):
    """Takes the traceback off an error of ours, and what says the same again; leaves every other record as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if not isinstance(error, GroundswellError):
            return True
        if record.msg == AGAIN:
            return False
        record.msg, record.args, record.exc_info = str(error), (), None
        return True


def log_sentences() -> None:
    """From now on in this process; a second time changes nothing."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(there, SentenceOnly) for there in logger.filters):
            logger.addFilter(SentenceOnly())
