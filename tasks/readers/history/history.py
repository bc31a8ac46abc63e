"""A file of listening history, opened: its hash first, then its rows in batches."""

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from tasks.readers.history.archive import HistoryFile
from tasks.readers.history.batch import Batch, joined, make_batch
from tasks.readers.history.errors import HistoryRefused
from tasks.readers.history.names import HEAD_BYTES, Form, form_of, is_video
from tasks.readers.history.pieces import MB, PIECE_BYTES, read_pieces
from tasks.readers.history.rows import Reject, Row, decode
from tasks.readers.history.vocabulary import Vocabulary

# Spotify's files have 12 MB. So much is read from disk once and in one piece, which is cheapest; of anything larger
# only a smaller piece is ever held.
KEPT_BYTES = 16 * MB
# Rows of a large file that are loaded together.
ROWS_TOGETHER = 25_000


class History:
    """One file. A small one is read from disk once and kept; a larger one is read anew for each pass.

    ``last_on`` is the last day (UTC) on which a play can have ended.
    """

    def __init__(self, file: HistoryFile, last_on: date) -> None:
        self.file, self._last_on = file, last_on
        self._content: bytes | None = None

    def sha256(self) -> str:
        """64 hex digits over the bytes. Raises HistoryRefused when it can't be read."""
        digest = hashlib.sha256()
        try:
            with self.file.opened() as stream:
                first = stream.read(KEPT_BYTES)
                digest.update(first)
                is_longer = False
                while more := stream.read(MB):
                    is_longer = True
                    digest.update(more)
        except OSError as error:
            raise HistoryRefused(f"it can't be read ({error.strerror or error})") from None
        self._content = None if is_longer else first
        return digest.hexdigest()

    @property
    def is_small(self) -> bool:
        """Whether all of it is one batch."""
        return self._content is not None

    @property
    def is_video(self) -> bool:
        """Whether it holds videos, as its name says."""
        return is_video(self.file.name)

    def form(self) -> Form:
        """By its first rows; where they tell nothing, by its name. Raises HistoryRefused when neither does."""
        with self._stream() as stream:
            head = stream.read(HEAD_BYTES)
        if encoding := _other_encoding(head):
            raise HistoryRefused(
                f"it is not a list of rows in UTF-8 but text in {encoding}; take it as Spotify sent it"
            )
        # a quotation mark within a title is written with a backslash before it: only a field can be met
        if b'"ts"' in head:
            return "extended"
        if b'"endTime"' in head:
            return "account"
        named = form_of(self.file.name)
        if named is None and head.strip(b" \t\r\n[]\xef\xbb\xbf"):
            raise HistoryRefused("no row in it is one of a Spotify listening history (neither ts nor endTime is there)")
        return named or "extended"

    def batches(self, vocabulary: Vocabulary) -> Iterator[Batch]:
        """All rows, in order; of a small file one batch, or none where it has no row.

        Raises HistoryRefused: empty, no list, broken or cut off.
        """
        return joined(self._pieces(vocabulary), KEPT_BYTES if self.is_small else ROWS_TOGETHER)

    def _pieces(self, vocabulary: Vocabulary) -> Iterator[Batch]:
        form, next_line = self.form(), 1

        def read(piece: bytes) -> tuple[list[Row], list[int] | None, list[Reject]]:
            return decode(piece, form, next_line)

        with self._stream() as stream:
            for rows, lines, rejects in read_pieces(stream, read, KEPT_BYTES if self.is_small else PIECE_BYTES):
                if not self.is_small:
                    vocabulary = vocabulary.renewed()
                numbers = lines if lines is not None else range(next_line, next_line + len(rows))
                yield make_batch(
                    rows, numbers, rejects, vocabulary, form, is_video=self.is_video, last_on=self._last_on
                )
                next_line += len(rows) + len(rejects)

    def _stream(self) -> BinaryIO:
        return io.BytesIO(self._content) if self._content is not None else self.file.opened()


def _other_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or the zeros beside its bracket; None where it is neither."""
    if head[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"[\0\0\0", b"\0\0\0["):
        return "UTF-32"
    return "UTF-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"[\0", b"\0[") else None


def whole(history: History, vocabulary: Vocabulary) -> list[Batch] | None:
    """Read all of it before anything is done with it: its one batch, or None when it is too large to be kept.

    Raises HistoryRefused, also when it has rows and none of them can be taken.
    """
    kept: list[Batch] = []
    rows_read = rows_lost = 0
    example = ""
    # a large one is looked through with words of its own: they are not to stay when it is refused
    for batch in history.batches(vocabulary if history.is_small else Vocabulary()):
        rows_read, rows_lost = rows_read + batch.rows_read, rows_lost + len(batch.rejects)
        example = example or (batch.rejects[0].reason if batch.rejects else "")
        if history.is_small:
            kept.append(batch)
    if rows_read and rows_read == rows_lost:
        raise HistoryRefused(f"none of its {rows_read:,} rows can be taken; the first: {example}")
    return kept if history.is_small else None
