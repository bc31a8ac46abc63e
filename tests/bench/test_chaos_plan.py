"""What a chaos run kills is drawn from its seed, and a mail that came twice is seen."""

from collections import Counter
from email.message import EmailMessage

from flows.bench.chaos_plan import EVERYTHING, LATEST_S, SOONEST_S, mails_twice, plan_kills


def test_a_seed_gives_the_same_kills_of_every_kind() -> None:
    planned = plan_kills(200, 7, EVERYTHING)
    assert planned == plan_kills(200, 7, EVERYTHING)
    assert planned != plan_kills(200, 8, EVERYTHING)
    counts = Counter(kill.kind for kill in planned)
    assert set(counts) == set(EVERYTHING)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert all(SOONEST_S <= kill.after_s <= LATEST_S for kill in planned)


def mail(number: str, to: str = "ada@label.example", subject: str = "1 badge") -> bytes:
    message = EmailMessage()
    message["Message-ID"], message["To"], message["Subject"] = f"<{number}@label.example>", to, subject
    message.set_content("Streams rose.")
    return bytes(message)


def test_a_mail_that_came_twice_is_seen() -> None:
    assert mails_twice([]) == 0
    assert mails_twice([mail("1"), mail("2", to="bob@label.example"), mail("3", subject="2 badges")]) == 0
    assert mails_twice([mail("1"), mail("1"), mail("1")]) == 2
    assert mails_twice([mail("1"), mail("2")]) == 1, "made anew, it has another number"
