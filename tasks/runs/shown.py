"""Text of others as a terminal and a log may have it: what would steer them is shown instead of sent."""

import re
import traceback

# Controls, ends of lines, marks that turn the text round, and halves of characters.
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """The text with what a terminal would obey written out: an escape is \\x1b, the end of a line \\n."""
    return STEERING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def shown_error(error: BaseException) -> str:
    """Where an error and what caused it came from, for a log; what each says is one line, whoever wrote it."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    words = shown("".join(traceback.format_exception_only(error)).rstrip())
    return "".join(
        [f"{shown_error(cause)}\nThen:\n" if cause else "", *traceback.format_tb(error.__traceback__), words]
    )
