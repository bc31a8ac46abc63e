"""Logs of programs stay small; what was written is kept beside them."""

from pathlib import Path

from flows.services.logs import rotate


def test_a_long_log_is_set_aside_and_its_program_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    with log.open("ab", buffering=0) as program:
        for number in range(4):
            program.write(f"line {number}\n".encode() * 10)
            assert rotate(log, 50)
            assert log.stat().st_size == 0
        program.write(b"after\n")
    assert log.read_text() == "after\n"
    assert not rotate(log, 50)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["worker.log", "worker.log.1", "worker.log.2"]
    assert (tmp_path / "worker.log.1").read_text() == "line 3\n" * 10
    assert (tmp_path / "worker.log.2").read_text() == "line 2\n" * 10


def test_no_log_is_no_long_log(tmp_path: Path) -> None:
    assert not rotate(tmp_path / "none.log")
