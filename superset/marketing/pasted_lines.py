"""Many links or sounds pasted at once: each line is entered by itself, and each is answered."""

from collections.abc import Callable
from dataclasses import dataclass

from marketing.forms import LONGEST, Form
from marketing.warehouse import Rejected, WarehouseUnavailable

MOST = 50


@dataclass(frozen=True)
class Answer:
    """What became of one line: a sentence, and the address of what was made."""

    number: int
    line: str
    sentence: str
    is_saved: bool = False
    address: str = ""


def pasted_lines(form: Form, name: str, what: str) -> list[tuple[int, str]]:
    """Lines of a field that say anything, numbered as they stand there; what is wrong is said beside the field."""
    text = form.given.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        form.refuse(name, f"Nothing was given for {what}; paste one on each line.")
    elif len(lines) > MOST:
        form.refuse(name, f"{len(lines)} lines were given; {MOST} at once are the most, so nothing was saved.")
    return [] if form.errors else [(number, Form({"line": line[:LONGEST]}).text("line")) for number, line in lines]


def answered(lines: list[tuple[int, str]], enter: Callable[[str], tuple[str, str]]) -> list[Answer]:
    """What ``enter`` makes of each line: a sentence and an address. What it refuses keeps none of the others back.

    Where the warehouse stops answering, the rest is told to be pasted again: what came before is saved.
    """
    answers: list[Answer] = []
    for place, (number, line) in enumerate(lines):
        try:
            sentence, address = enter(line)
            answers.append(Answer(number, line, sentence, True, address))
        except Rejected as refused:
            answers.append(Answer(number, line, str(refused)))
        except WarehouseUnavailable:
            rest = "The warehouse does not answer; nothing of this line was saved. Paste it again later."
            return answers + [Answer(number, line, rest) for number, line in lines[place:]]
    return answers
