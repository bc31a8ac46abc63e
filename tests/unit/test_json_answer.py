"""Answers of a provider are read by several threads at once, the first of a type too."""

import subprocess
import sys

# types nobody has used before, one after the other, each read by six threads at once
READERS = """
import sys
import threading
from typing import Annotated

import msgspec

from tasks.providers.json_answer import decode_item

sys.setswitchinterval(1e-6)
for _ in range(60):
    count = Annotated[int, msgspec.Meta(ge=0)] | None
    inner = msgspec.defstruct("Inner", [(f"a{n}", count, None) for n in range(30)])
    outer = msgspec.defstruct("Outer", [(f"b{n}", list[inner] | None, None) for n in range(10)])
    found, together = [], threading.Barrier(6)

    def read():
        together.wait()
        found.append(decode_item(b'{"b9": [{"a29": 3}], "b0": [{"a1": 2}]}', outer))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(each.b9[0].a29, each.b0[0].a1, each.b1) for each in found] == [(3, 2, None)] * 6
print("read")
"""


def test_the_first_answers_of_a_type_are_read_by_several_threads_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", READERS], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "read"), done.stderr
