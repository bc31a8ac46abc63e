drop table if exists raw.bench_wide;
create unlogged table raw.bench_wide (
    user_id integer, played_at timestamptz, platform text, ms_played integer, country text, name text, artist text,
    album text, uri text, reason_start text, reason_end text, shuffle boolean, skipped boolean, offline boolean,
    offline_at timestamptz, incognito boolean
)
