-- Limits, budgets and fetch policies a new warehouse starts with; rows that are there stay as they were set.
insert into ops.rate_limit (provider, allowed_per_s, daily_budget)
values ('soundcharts', 83.3333, 100000)
on conflict (provider) do nothing;

-- Spotify publishes no figure, so 1 a second; the others' are their guidance, kept a little under.
insert into ops.rate_limit (provider, allowed_per_s, utilisation, daily_budget)
values ('spotify', 1, 0.94, null),
       ('musicbrainz', 1, 0.90, null),
       ('lastfm', 5, 0.80, null),
       ('discogs', 1, 0.85, null),
       ('theaudiodb', 0.5, 0.90, null)
on conflict (provider) do nothing;

insert into ops.fetch_policy (kind, stale_after, history_days, overlap_days)
values ('track_metadata', '30 days', null, null),
       ('artist_metadata', '30 days', null, null),
       ('track_audience', '1 day', 180, 7),
       ('artist_audience', '2 days', 180, 7),
       ('spotify_track', '365 days', null, null),
       ('spotify_album', '365 days', null, null),
       ('recording_match', '180 days', null, null),
       ('tags_musicbrainz', '180 days', null, null),
       ('tags_lastfm', '180 days', null, null),
       ('tags_discogs', '180 days', null, null),
       ('tags_theaudiodb', '180 days', null, null)
on conflict (kind) do nothing;
