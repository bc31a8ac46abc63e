"""An error in a log keeps its way and its causes; what others wrote in it is one line and steers no terminal."""

from tasks.runs.shown import shown_error


def raised() -> Exception:
    try:
        try:
            raise KeyError("na\x1b[31mme\nERROR a line of its own")
        except KeyError as cause:
            raise ValueError("wrong\r\nCRITICAL too") from cause
    except ValueError as error:
        return error


def test_what_others_wrote_is_shown() -> None:
    text = shown_error(raised())
    assert "\x1b" not in text
    assert "\r" not in text
    assert r"ValueError: wrong\r\nCRITICAL too" in text
    assert "KeyError" in text
    assert not [line for line in text.splitlines() if line.startswith(("ERROR", "CRITICAL"))]
    assert text.index("KeyError") < text.index("Then:") < text.index("ValueError")
    assert "test_shown_error.py" in text
