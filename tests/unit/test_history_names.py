"""Which files are listening histories, by name, in every form Spotify has used."""

import pytest

from tasks.readers.history.names import form_of, is_video


@pytest.mark.parametrize(
    "name",
    [
        "Streaming_History_Audio_2018-2020_1.json",
        "Streaming_History_Audio_2024_5.json",
        "Streaming_History_Video_2020-2024.json",
        "streaming_history_audio_2024.JSON",
        "endsong_0.json",
        "endsong.json",
        "EndSong_12.json",
        "endvideo.json",
        "endvideo_0.json",
        "endsong_0 (1).json",
    ],
)
def test_extended_files_are_known(name: str) -> None:
    assert form_of(name) == "extended"


@pytest.mark.parametrize(
    "name",
    [
        "StreamingHistory0.json",
        "StreamingHistory_music_0.json",
        "StreamingHistory_podcast_0.json",
        "StreamingHistory_audiobook_1.json",
        "streaminghistory12.json",
    ],
)
def test_account_files_are_known(name: str) -> None:
    assert form_of(name) == "account"


@pytest.mark.parametrize(
    "name",
    [
        "Userdata.json",
        "Playlist1.json",
        "ReadMeFirst_ExtendedStreamingHistory.pdf",
        "Streaming_History_Audio_2024.json.bak",
        "._Streaming_History_Audio_2024.json",
        "MyStreamingHistory0.json",
        "endsong_0.csv",
    ],
)
def test_other_files_are_not(name: str) -> None:
    assert form_of(name) is None


def test_videos_are_told_by_their_name() -> None:
    assert is_video("Streaming_History_Video_2020.json")
    assert is_video("ENDVIDEO.json")
    assert not is_video("Streaming_History_Audio_2020.json")
    assert not is_video("endsong_0.json")
