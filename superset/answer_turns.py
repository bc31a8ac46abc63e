"""Long answers are made ready one at a time in a process.

The libraries that make rows and JSON of them let nobody else run for a tenth of a second at a stretch; several at once
kept even /health waiting for a second. A turn begins when an answer has come and ends with the request it is for.
"""

from threading import Lock, local

LONG = 1_000_000  # bytes
# Who takes an export slowly keeps a turn for as long; after so long others go on without.
LONGEST_WAIT_S = 5.0


class AnswerTurns:
    """One turn, had by one thread at a time, and only while it answers a request."""

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S) -> None:
        self._turn, self._longest_wait_s, self._mine = Lock(), longest_wait_s, local()

    def note_answer(self, size: int) -> None:
        """An answer of so many bytes has come: wait for the turn if it is long; who waited for long goes on."""
        if size > LONG and getattr(self._mine, "is_answering", False) and not self.is_mine():
            self._mine.has_turn = self._turn.acquire(timeout=self._longest_wait_s)

    def is_mine(self) -> bool:
        """Whether this thread has the turn."""
        return getattr(self._mine, "has_turn", False)

    def begin_request(self) -> None:
        """This thread answers a request; what it may have kept of another one ends."""
        self.end_request()
        self._mine.is_answering = True

    def end_request(self, *error: object) -> None:
        """The request is answered, and the turn the next one's."""
        self._mine.is_answering = False
        if self.is_mine():
            self._mine.has_turn = False
            self._turn.release()


TURNS = AnswerTurns()
