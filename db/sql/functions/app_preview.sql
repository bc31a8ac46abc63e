-- What a card or a link by hand would mean, before anybody says yes to it.
create or replace function app.last_week(track_ids bigint[]) returns date
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    -- the newest week in which these songs have figures on 6 days or more; gaps of two months end the search
    return (
        with days as (
            select distinct p.observed_on
            from core.metric m
            join core.audience_series s on s.metric_id = m.metric_id and s.track_id = any (track_ids)
             and s.country_code is not distinct from m.country_code
            join core.audience_point p on p.series_id = s.series_id
            where m.code = 'track_luminate_streams'
        )
        select max(w.week_on)
        from (select core.week_on(d.observed_on) as week_on from days d
              where d.observed_on > (select max(x.observed_on) - 60 from days x)
              group by 1 having count(*) >= 6) w);
end
$$;

create or replace function app.streams(track_ids bigint[], week_on date) returns bigint
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select sum(p.value)::bigint
        from core.metric m
        join core.audience_series s on s.metric_id = m.metric_id and s.track_id = any (track_ids)
         and s.country_code is not distinct from m.country_code
        join core.audience_point p on p.series_id = s.series_id
         and p.observed_on between streams.week_on and streams.week_on + 6
        where m.code = 'track_luminate_streams');
end
$$;

create or replace function app.card_preview(artist_id bigint, as_of date default current_date)
    returns table (
        artist_name text, artist_id_spotify text, account_count bigint, track_count bigint,
        linked_count bigint, linked_share double precision, song_count bigint, sound_count bigint, week_on date,
        week_streams bigint, account_streams bigint, newest_on date, doubts text[])
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    wanted bigint := card_preview.artist_id;
    songs bigint[];
    twins text;
    days_behind integer;
begin
    artist_name := app.artist_name(wanted);
    select a.artist_id_spotify into card_preview.artist_id_spotify from core.artist a where a.artist_id = wanted;
    select count(*) into account_count from core.spotify_account a where a.artist_id = wanted;
    select count(*), count(l.track_id) into track_count, linked_count
    from (select distinct t.spotify_track_id
          from core.spotify_account a
          join core.account_track t on t.spotify_account_id = a.spotify_account_id and t.known_until is null
          where a.artist_id = wanted) mine
    left join core.song_link_known('infinity') l on l.spotify_track_id = mine.spotify_track_id;
    linked_share := linked_count::double precision / nullif(track_count, 0);
    songs := array(select k.track_id from core.artist_track_known('infinity') k where k.artist_id = wanted);
    song_count := cardinality(songs);
    select count(*) into sound_count from core.artist_sound_known('infinity') k where k.artist_id = wanted;
    card_preview.week_on := app.last_week(songs);
    week_streams := app.streams(songs, card_preview.week_on);
    select case m.identifier_rule when 'sum' then sum(p.value) else max(p.value) end::bigint into account_streams
    from core.audience_series s
    join core.metric m on m.metric_id = s.metric_id and m.code = 'artist_luminate_streams'
    join core.audience_point p on p.series_id = s.series_id and p.observed_on = card_preview.week_on + 6
    where s.artist_id = wanted and s.country_code is not distinct from m.country_code
    group by m.identifier_rule;
    select max(p.observed_on) into newest_on
    from core.audience_series s
    join core.metric m on m.metric_id = s.metric_id and m.code = 'track_luminate_streams'
    join core.audience_point p on p.series_id = s.series_id
    where s.track_id = any (songs) and s.country_code is not distinct from m.country_code;
    days_behind := card_preview.as_of - newest_on;
    select string_agg(distinct o.artist_id_spotify, ', ') into twins
    from core.spotify_account a
    join core.spotify_account o on lower(o.name) = lower(a.name) and o.spotify_account_id <> a.spotify_account_id
    where a.artist_id = wanted;
    doubts := array_remove(array[
        case when account_count = 0
             then 'No vendor data yet: the vendor''s tables do not hold the artist. Ask the vendor for it; figures begin with the '
                  'delivery that brings the artist, under this card.'
             when track_count = 0 then 'No track of the artist is in SPOTIFY_TRACKS.' end,
        case when linked_share < 0.8 then format(
            'Only %s of %s tracks (%s %%) are linked to a unified song.', linked_count, track_count,
            round(100 * linked_share)) end,
        case when twins is not null then format(
            'Another Spotify account has the same name (%s); make sure this is the one.', twins) end,
        case when account_streams > 0 and week_streams::double precision / account_streams not between 0.8 and 1.25
             then format('The account has %s streams in that week, its songs have %s (%s %%).', account_streams,
                         week_streams, round(100.0 * week_streams / account_streams)) end,
        case when song_count > 0 and newest_on is null then 'No song of the artist has figures yet.' end,
        case when newest_on is not null and card_preview.week_on is null
             then 'No week of the songs has figures on 6 days or more.' end,
        case when days_behind > 7 then format('The newest figure is %s days old.', days_behind) end,
        case when sound_count = 0 then 'No TikTok sound is linked.' end], null);
    return next;
end
$$;

create or replace function app.override_preview(track text, song_id_luminate bigint)
    returns table (
        artist_id bigint, artist_name text, week_on date, streams_now bigint, streams_then bigint,
        last_week_now bigint, last_week_then bigint, song_count_now integer, song_count_then integer)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    spotify_track bigint := app.spotify_track_named(override_preview.track);
    song bigint;
    songs_now bigint[];
    songs_then bigint[];
begin
    if override_preview.song_id_luminate is not null then
        song := app.song_named(override_preview.song_id_luminate);
    end if;
    for artist_id, artist_name in
        select distinct a.artist_id, a.name
        from core.account_track t
        join core.spotify_account s on s.spotify_account_id = t.spotify_account_id
        join core.artist a on a.artist_id = s.artist_id
        where t.spotify_track_id = spotify_track and t.known_until is null and app.may_name(a.artist_id)
        order by a.name, a.artist_id
    loop
        songs_now := array(select k.track_id from core.artist_track_known('infinity') k
                           where k.artist_id = override_preview.artist_id);
        songs_then := array(
            select l.track_id
            from core.spotify_account s
            join core.account_track t on t.spotify_account_id = s.spotify_account_id and t.known_until is null
            join core.song_link_known('infinity') l on l.spotify_track_id = t.spotify_track_id
            where s.artist_id = override_preview.artist_id and t.spotify_track_id <> spotify_track
            union
            select song where song is not null);
        song_count_now := cardinality(songs_now);
        song_count_then := cardinality(songs_then);
        week_on := app.last_week(songs_now || songs_then);
        streams_now := app.streams(songs_now, override_preview.week_on);
        streams_then := app.streams(songs_then, override_preview.week_on);
        last_week_now := app.streams(songs_now, override_preview.week_on - 7);
        last_week_then := app.streams(songs_then, override_preview.week_on - 7);
        return next;
    end loop;
end
$$;

comment on function app.last_week(bigint[]) is 'Newest week in which these songs have figures on 6 days or more.';
comment on function app.streams(bigint[], date) is 'Streams of these songs in a week; null when nothing is known.';
comment on function app.card_preview(bigint, date) is
    'What is known of an artist and what is doubtful: tracks, how many are linked, streams of the last full week.';
comment on function app.override_preview(text, bigint) is
    'Artists a link by hand would change, with streams of the last full week and the one before, now and then.';
revoke execute on function app.last_week(bigint[]) from public;
revoke execute on function app.streams(bigint[], date) from public;
revoke execute on function app.card_preview(bigint, date) from public;
revoke execute on function app.override_preview(text, bigint) from public;
