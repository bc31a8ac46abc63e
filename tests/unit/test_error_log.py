"""What the data team reads in the log of a run that failed."""

import logging

import pytest

from db.errors import GroundswellError
from tasks.runs.error_log import AGAIN, LOGGERS, log_sentences

# once Prefect has set its logging up, it warns of what no run logs
pytestmark = pytest.mark.filterwarnings("ignore:Logger 'prefect:UserWarning")


def logged(error: Exception, words: str, caplog: pytest.LogCaptureFixture) -> list[tuple[str, bool]]:
    """Messages, and whether each comes with a traceback."""
    log_sentences()
    log_sentences()
    caplog.clear()
    try:
        raise error
    except Exception as raised:
        logging.getLogger(LOGGERS[0]).exception(words, *([raised] if "%r" in words else []))
    return [(record.getMessage(), record.exc_info is not None) for record in caplog.records]


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("prefect"), "propagate", True)
    for name in LOGGERS:
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)


def test_an_error_of_ours_is_its_sentence_once(caplog: pytest.LogCaptureFixture) -> None:
    error = GroundswellError("There is no active schedule for chart x. Add one with: groundswell schedule add x")
    first = logged(error, "Encountered exception during execution: %r", caplog)
    assert first == [(str(error), False)]
    assert logged(error, AGAIN, caplog) == []


def test_a_defect_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    assert logged(ValueError("x"), "Encountered exception during execution: %r", caplog) == [
        ("Encountered exception during execution: ValueError('x')", True)
    ]
    assert logged(ValueError("x"), AGAIN, caplog) == [(AGAIN, True)]
