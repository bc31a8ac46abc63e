"""Notices sent: by mail, or by Apprise to whatever people read; claimed, handed over and settled in one log."""

from collections.abc import Mapping, Sequence

from pydantic import SecretStr
from sqlalchemy import Engine

from tasks.mail.apprise_channel import Channel, ChannelError
from tasks.mail.delivery import Letter, Patience, deliver
from tasks.mail.delivery_store import Log, open_log, read_deliveries
from tasks.mail.notice import Notice, notice_message
from tasks.mail.outcome import Delivery
from tasks.mail.settings import MailSettings

# What is put off is tried again by the next run, a quarter of an hour later.
PATIENCE = Patience(whole_s=0, first_s=60, longest_s=600)


def mail_notices(engine: Engine, settings: MailSettings, notices: Sequence[Notice]) -> None:
    """Hand the notices over to the mail server, each once. Raises MailError when it can't be used; they then wait."""
    if notices:
        deliver(engine, settings, [_letter(settings, notice) for notice in notices], PATIENCE)


def push_notices(engine: Engine, urls: Mapping[str, SecretStr], notices: Sequence[Notice]) -> list[str]:
    """Hand the notices over to the addresses of Apprise by their names, each once; a sentence for each that failed.

    After the first failure of an address the rest waits for the next run, so that one that hangs costs its time once.
    """
    if not notices:
        return []
    failures = []
    with open_log(engine) as log:
        for name, url in urls.items():
            waiting = [notice for notice in notices if notice.address == name]
            try:
                if waiting:
                    channel = Channel(url)
                    for notice in waiting:
                        _push(log, channel, notice)
            except ChannelError as error:
                failures.append(f"{name} was not told: {error}")
    return failures


def outcomes(engine: Engine, notices: Sequence[Notice]) -> list[Delivery]:
    """What the log has of each notice."""
    found = {
        (one.mail, one.address): one for mail in {n.mail for n in notices} for one in read_deliveries(engine, mail)
    }
    return [
        found.get((notice.mail, notice.address)) or Delivery(notice.mail, notice.address, "waiting")
        for notice in notices
    ]


def _letter(settings: MailSettings, notice: Notice) -> Letter:
    return Letter(
        mail=notice.mail, address=notice.address.lower(), write=lambda token: notice_message(settings, notice)
    )


def _push(log: Log, channel: Channel, notice: Notice) -> None:
    """One notice. Raises ChannelError when it was not taken; it is tried again then."""
    claim = log.claim(notice.mail, notice.address, None, None, None)
    if claim is None:
        return
    log.hand_over(claim)
    try:
        channel.send(notice.subject, "\n\n".join(notice.lines))
    except ChannelError as error:
        log.settle(claim, "deferred", str(error), PATIENCE.pause_s(claim.attempts))
        raise
    log.settle(claim, "sent", "taken by Apprise")
