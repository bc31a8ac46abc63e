"""Files found under a path, and zips that must not be opened."""

import stat
import zipfile
from pathlib import Path

import pytest

from tasks.readers.history import zips
from tasks.readers.history.archive import find_histories
from tasks.readers.history.errors import NoHistory

NAME = "Streaming_History_Audio_2024_0.json"


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_folders_are_searched_whatever_their_language(tmp_path: Path) -> None:
    for name in (
        f"Extended-Streaming-Verlauf/{NAME}",
        "MyData/StreamingHistory_music_0.json",
        "a/b/c/ENDSONG_0.JSON",
        "MyData/Userdata.json",
        "MyData/ReadMeFirst.pdf",
        f"__MACOSX/._{NAME}",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"[]")
    found = find_histories(tmp_path)
    assert [file.origin for file in found.files] == [
        "a/b/c/ENDSONG_0.JSON",
        f"Extended-Streaming-Verlauf/{NAME}",
        "MyData/StreamingHistory_music_0.json",
    ]
    assert found.left_out == 3


def test_a_single_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_bytes(b"[]")
    assert [one.origin for one in find_histories(file).files] == ["export.json"]


def test_a_zip_is_read_as_it_came(tmp_path: Path) -> None:
    path = zipped(tmp_path / "my_spotify_data.zip", {f"Ordner/{NAME}": b"[1]", "Ordner/ReadMe.pdf": b"%PDF"})
    found = find_histories(path)
    assert [(file.origin, file.name, file.size) for file in found.files] == [
        (f"my_spotify_data.zip/Ordner/{NAME}", NAME, 3)
    ]
    with found.files[0].opened() as stream:
        assert stream.read() == b"[1]"
    assert found.left_out == 1


@pytest.mark.parametrize("kind", ["nothing", "folder", "zip", "zip in folder"])
def test_where_nothing_is_found_it_says_what_was_looked_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "there"
    if kind == "nothing":
        with pytest.raises(NoHistory, match="There is no"):
            find_histories(path)
        return
    if kind == "zip":
        zipped(path, {"Userdata.json": b"{}"})
    else:
        path.mkdir()
        if kind == "zip in folder":
            zipped(path / "my.zip", {NAME: b"[]"})
    with pytest.raises(NoHistory, match="Streaming_History_Audio") as raised:
        find_histories(path)
    assert ("holds a zip" in str(raised.value)) == (kind == "zip in folder")


@pytest.mark.parametrize(
    "name", ["../evil.json", "/etc/evil.json", "a/../../evil.json", "C:\\evil.json", "..\\evil.json"]
)
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoHistory, match="leads outside"):
        find_histories(zipped(tmp_path / "x.zip", {NAME: b"[]", name: b"[]"}))


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo(NAME)
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(NoHistory, match="symlink"):
        find_histories(path)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {NAME: b"[]"})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)
    with pytest.raises(NoHistory, match="encrypted"):
        find_histories(path)


@pytest.mark.parametrize("length", [10, 300, -30])
def test_a_zip_cut_off_is_refused(tmp_path: Path, length: int) -> None:
    path = zipped(tmp_path / "x.zip", {NAME: bytes(range(256)) * 20})
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(NoHistory, match="broken zip"):
        find_histories(path)


def test_a_member_that_is_not_what_its_checksum_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(NAME, b'[{"ts": 1}]')
    path.write_bytes(path.read_bytes().replace(b'"ts": 1', b'"ts": 2'))
    with pytest.raises(NoHistory, match="broken zip"):
        find_histories(path)


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "RATIO_FROM_BYTES", 2 * zips.MB)
    path = zipped(tmp_path / "x.zip", {NAME: b" " * 8 * zips.MB})
    with pytest.raises(NoHistory, match="too large unpacked"):
        find_histories(path)


def test_all_members_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_BYTES", 1000)
    path = zipped(tmp_path / "x.zip", {f"{number}/{NAME}": b" " * 400 for number in range(3)})
    with pytest.raises(NoHistory, match="too large unpacked"):
        find_histories(path)
