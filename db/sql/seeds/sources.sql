-- Sources whose freshness is watched, as a new warehouse expects them; rows that are there stay as they were set.
insert into ops.source (source, name, cadence_days, lag_days, is_must_have)
values ('LUMINATE_DAILY_SONG_METRICS', 'Luminate: streams of songs, daily', 1, 2, true),
       ('TIKTOK_SOUND_METRICS', 'TikTok: posts with each sound, daily', 1, 1, false),
       ('TIKTOK_SOUNDS', 'TikTok: names of sounds', 7, 0, false),
       ('LUMINATE_ACCOUNTS', 'Luminate: streams of artists, weekly', 7, 3, false),
       ('LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS', 'Luminate: songs of Spotify tracks', 7, 0, false),
       ('SPOTIFY_ACCOUNTS', 'Spotify: artist accounts', 7, 0, false),
       ('SPOTIFY_ACCOUNT_TRACKS', 'Spotify: accounts on tracks', 7, 0, false),
       ('SPOTIFY_ALBUMS', 'Spotify: albums', 7, 0, false),
       ('SPOTIFY_TRACKS', 'Spotify: tracks', 7, 0, false)
on conflict (source) do nothing;
