"""A file of listening history into the warehouse: one transaction, with every readable row or nothing."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from db.errors import GroundswellError
from tasks.listening.account import is_near_account_rows, settle
from tasks.listening.dimensions import Dimensions
from tasks.listening.file_store import end_file, find_known, keep_rejects, refuse_file, start_file
from tasks.listening.files import Counts, Loaded
from tasks.listening.play_store import append, as_plays, mark_days, read_known, read_least_play_ms, replace
from tasks.listening.plays import Plays, as_time, first_rows, sort_out
from tasks.listening.user_store import enter_user, lock_user
from tasks.listening.users import User
from tasks.listening.zones import local_days
from tasks.readers.history.archive import HistoryFile
from tasks.readers.history.batch import Batch
from tasks.readers.history.errors import HistoryRefused
from tasks.readers.history.history import History, whole
from tasks.readers.history.instants import Ints
from tasks.readers.history.names import Form
from tasks.readers.history.vocabulary import Vocabulary


@dataclass(slots=True)
class _Tally:
    """What the batches of a file came to: days and instants as numbers since 1970."""

    counts: Counts = field(default_factory=Counts)
    days: set[int] = field(default_factory=set)
    first: int | None = None
    last: int | None = None
    is_renamed: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read: known from before, or refused, or its one batch (None when it is too large to be kept)."""

    history: History
    sha256: str | None = None
    known: Counts | None = None
    refusal: str | None = None
    kept: list[Batch] | None = None


class Loader:
    """Loads files of one user, one after the other; what it learned from one file makes the next quicker.

    Files are read in a thread of its own, which is at the next one while the database is busy with this. ``last_on`` is
    the last day (UTC) on which a play can have ended.
    """

    def __init__(self, engine: Engine, user: User, last_on: date) -> None:
        self._engine, self._user, self._last_on = engine, user, last_on
        self._dimensions, self._vocabulary = Dimensions(engine), Vocabulary()
        self._least_play_ms = read_least_play_ms(engine)
        self._reader = ThreadPoolExecutor(1, "history-reader")
        self._ahead: tuple[HistoryFile, Future[_Read]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._reader.shutdown(cancel_futures=True)

    def load(self, file: HistoryFile, following: HistoryFile | None = None) -> Loaded:
        """Load a file, or say why not: a refused one leaves a row in ops.history_file and nothing else.

        ``following`` is the file that will be asked for next, None for none.
        """
        ahead, self._ahead = self._ahead, None
        reading = ahead[1] if ahead is not None and ahead[0] is file else self._reader.submit(self._read, file)
        read = reading.result()
        if following is not None:
            self._ahead = following, self._reader.submit(self._read, following)
        if read.known is not None:
            return Loaded(file.origin, "known", read.known)
        try:
            if read.refusal is not None:
                raise HistoryRefused(read.refusal)
            if self._user.user_id is None:
                self._user = enter_user(self._engine, self._user)
            return self._load(read)
        except HistoryRefused as refusal:
            reason = f"{refusal}."
            with self._engine.begin() as connection:
                refuse_file(connection, self._user.user_id, file.origin, read.sha256, reason)
            return Loaded(file.origin, "refused", Counts(), reason=reason)

    def _read(self, file: HistoryFile) -> _Read:
        """Runs in the thread, which alone touches the vocabulary."""
        history, sha256 = History(file, self._last_on), None
        try:
            sha256 = history.sha256()
            if self._user.user_id is not None:
                with self._engine.connect() as connection:
                    known = find_known(connection, self._user.user_id, sha256)
                if known is not None:
                    return _Read(history, sha256, known=known)
            self._vocabulary = self._vocabulary.renewed()
            return _Read(history, sha256, kept=whole(history, self._vocabulary))
        except HistoryRefused as refusal:
            return _Read(history, sha256, refusal=str(refusal))
        except SQLAlchemyError:
            raise
        except Exception as failure:  # whatever a file does to its reader, the others are loaded
            return _Read(history, sha256, refusal=f"it can't be read ({type(failure).__name__}: {failure})")

    def _load(self, read: _Read) -> Loaded:
        history, sha256, kept, user_id = read.history, read.sha256, read.kept, self._user.user_id
        origin, form = history.file.origin, history.form()
        assert user_id is not None
        assert sha256 is not None
        label = form if form == "account" else f"{form} {'video' if history.is_video else 'audio'}"
        # words are entered before it is our turn, so that nobody waits for that
        tally = _Tally(is_renamed=any(self._dimensions.named(batch).is_renamed for batch in kept or ()))
        with self._engine.begin() as connection:
            zone = lock_user(connection, user_id)
            known = find_known(connection, user_id, sha256)
            if known is not None:
                return Loaded(origin, "known", known, label)
            file_id = start_file(connection, user_id, origin, label, sha256)
            batches = kept if kept is not None else history.batches(Vocabulary())
            self._take(connection, user_id, file_id, zone, form, batches, tally, is_whole=kept is not None)
            self._settle(connection, user_id, file_id, zone, tally, is_account=form == "account")
            if tally.days:
                mark_days(connection, user_id, tally.days)
            times = {
                name: None if instant is None else as_time(instant)
                for name, instant in (("first_at", tally.first), ("last_at", tally.last))
            }
            if not tally.counts.closes:
                raise GroundswellError(
                    f"The rows of {origin} do not add up ({tally.counts}); nothing of it was loaded."
                )
            end_file(connection, file_id, tally.counts, times)
        return Loaded(origin, "loaded", tally.counts, label)

    def _take(
        self,
        connection: Connection,
        user_id: int,
        file_id: int,
        zone: str,
        form: Form,
        batches: Iterable[Batch],
        tally: _Tally,
        *,
        is_whole: bool,
    ) -> None:
        """Append what is new of each batch, and what is fuller than what is there."""
        before: list[Plays] = []
        for batch in batches:
            named = self._dimensions.named(batch)
            part, known = as_plays(connection, batch, named), read_known(connection, user_id, form, batch)
            earlier = Plays.none()
            for one in before:
                earlier = one.at(np.isin(one.played_at, part.played_at)).after(earlier)
            rows = part.after(earlier)
            out = sort_out(rows, known, len(earlier.played_at))
            new, fuller = rows.at(out.new), rows.at(out.fuller)
            replace(connection, user_id, known.at(out.replaced))
            append(connection, user_id, file_id, fuller.after(new))
            # a file too large to be kept comes in parts, and a play's rows may lie in two of them
            if not is_whole:
                firsts = first_rows(rows)
                before.append(rows.at(firsts[firsts >= len(earlier.played_at)]))
            keep_rejects(connection, file_id, batch.rejects)
            is_music = np.isin(new.heard_item_id, named.heard_item_id[batch.is_music])
            tally.counts.add(
                Counts(
                    read=batch.rows_read,
                    loaded=len(out.new),
                    already=out.already,
                    duplicates=out.duplicates,
                    rejected=len(batch.rejects),
                    plays=int((is_music & (new.ms_played >= self._least_play_ms)).sum()),
                    played_ms=int(new.ms_played.sum()),
                )
            )
            tally.days.update(_days(fuller.after(new).played_at, zone))
            tally.is_renamed |= named.is_renamed
            if len(batch.played_at):
                first, last = int(batch.played_at.min()), int(batch.played_at.max())
                tally.first = first if tally.first is None else min(first, tally.first)
                tally.last = last if tally.last is None else max(last, tally.last)

    def _settle(
        self, connection: Connection, user_id: int, file_id: int, zone: str, tally: _Tally, *, is_account: bool
    ) -> None:
        """Compare account rows and fuller ones where this file may have changed what stands for what."""
        counts = tally.counts
        span = (None, None) if tally.is_renamed else (tally.first, tally.last)
        is_near = counts.loaded + tally.is_renamed > 0 and is_near_account_rows(connection, user_id, *span)
        if not is_near and not (is_account and counts.loaded):
            return
        settled = settle(connection, user_id, file_id)
        counts.loaded, counts.already = counts.loaded - settled.own, counts.already + settled.own
        counts.played_ms, counts.plays = counts.played_ms - settled.own_ms, counts.plays - settled.own_plays
        counts.replaced = settled.replaced
        tally.days.update(_days(settled.moved_at, zone))


def _days(instants: Ints, zone: str) -> list[int]:
    days: list[int] = np.unique(local_days(instants, zone)).tolist()
    return days
