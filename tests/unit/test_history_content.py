"""Histories are known by their rows, whatever a file is called; what is none is named, and no device is waited for."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from tasks.readers.history.archive import find_histories
from tasks.readers.history.errors import NoHistory

EXTENDED = json.dumps([{"ts": "2024-01-31T18:05:59Z", "platform": "ios", "ms_played": 1000}]).encode()
ACCOUNT = json.dumps([{"endTime": "2024-01-31 18:05", "artistName": "B", "trackName": "S", "msPlayed": 1}]).encode()
FILES = {
    "a/Streaming3.json": EXTENDED,
    "a/mes écoutes.JSON": ACCOUNT,
    "a/Playlist1.json": b'{"playlists": [{"ts": "2024-01-31"}]}',
    "a/.hidden.json": EXTENDED,
    "b/ReadMe.pdf": EXTENDED,
}
HISTORIES, OTHERS = ["a/Streaming3.json", "a/mes écoutes.JSON"], ["a/.hidden.json", "a/Playlist1.json", "b/ReadMe.pdf"]


def test_in_a_folder_a_history_has_any_name_and_the_others_are_named(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    found = find_histories(tmp_path)
    assert sorted(file.origin for file in found.files) == HISTORIES
    assert found.others == OTHERS


def test_in_a_zip_a_history_has_any_name_and_the_others_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    found = find_histories(tmp_path / "x.zip")
    assert sorted(file.origin for file in found.files) == [f"x.zip/{name}" for name in HISTORIES]
    assert sorted(found.others) == OTHERS


@pytest.mark.timeout(20)
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "Streaming_History_Audio_2024_1.json"
    os.mkfifo(pipe)
    with pytest.raises(NoHistory, match="is no file but a device, a pipe"):
        find_histories(pipe)
    (tmp_path / "Streaming_History_Audio_2024_0.json").write_bytes(EXTENDED)
    found = find_histories(tmp_path)
    assert [file.origin for file in found.files] == ["Streaming_History_Audio_2024_0.json"]
    assert found.others == [pipe.name]


def test_a_device_is_refused() -> None:
    with pytest.raises(NoHistory, match="is no file but a device, a pipe"):
        find_histories(Path("/dev/zero"))


def test_links_that_lead_in_circles_or_elsewhere_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "Streaming_History_Audio_2024_0.json").write_bytes(EXTENDED)
    links = {"circle": ".", "endsong_0.json": "endsong_0.json", "endsong_1.json": "/dev/zero", "endsong_2.json": "no"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    found = find_histories(tmp_path)
    assert [file.origin for file in found.files] == ["Streaming_History_Audio_2024_0.json"]
    assert found.others == sorted(links)
    with pytest.raises(NoHistory, match="There is no"):
        find_histories(tmp_path / "endsong_0.json")


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "endsong_\udcff\n.json").write_bytes(EXTENDED)
    assert [file.origin for file in find_histories(tmp_path).files] == ["endsong_\ufffd\n.json"]
    with pytest.raises(NoHistory, match="There is no"):
        find_histories(tmp_path / "\udcff")
