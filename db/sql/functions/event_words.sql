-- An event in words, the same beside a week, on the list of an artist's events and in the report.
create or replace function core.event_words(
    kind text, song text, title text, country_code text, size bigint, happened_on date) returns text
    language sql immutable parallel safe
    return concat_ws(', ',
        case kind
            when 'playlist_entry' then concat_ws(' ', core.quoted(song), 'entered', core.isolated(title), country_code)
            when 'playlist_exit' then concat_ws(' ', core.quoted(song), 'left', core.isolated(title), country_code)
            when 'radio' then concat_ws(' ', core.quoted(song), 'on', core.isolated(title), country_code)
            when 'concert' then concat_ws(' ', 'concert at', core.isolated(title), country_code)
            when 'chart_entry' then concat_ws(' ', core.quoted(song), 'entered', core.isolated(title), country_code)
            when 'chart_exit' then concat_ws(' ', core.quoted(song), 'left', core.isolated(title), country_code)
            when 'release' then concat_ws(' ', core.quoted(song), 'came out')
        end,
        case when kind in ('playlist_entry', 'playlist_exit') then core.short_figure(size) || ' followers'
             when kind = 'radio' then core.short_figure(size) || ' spins in the week'
             when kind = 'concert' then core.short_figure(size) || ' places'
             when kind in ('chart_entry', 'chart_exit') then 'No. ' || size || ' at best' end,
        case when kind = 'radio' then 'from ' else '' end || to_char(happened_on, 'Dy FMDD Mon'));

comment on function core.event_words(text, text, text, text, bigint, date) is
    '"“Song” entered Today''s Top Hits, 34.1M followers, Tue 3 Nov"; what is not known is left out.';

-- Events of an artist that can be causes of a week, by kind and direction, each playlist or station once with all its songs:
-- from two days before the week, because plays follow within a day. `size_so_far` adds up what had
-- happened to the same songs by its day.
create or replace function core.artist_week_events(of_artist bigint, of_week date, rises boolean)
    returns table (kind text, title text, country_code text, happened_on date, size bigint, size_so_far numeric,
                   most_streams numeric, track_ids bigint[])
    language sql stable parallel safe
as $$
    with ours as (
        select track_id from core.track_artist where artist_id = of_artist
        union
        select track_id from mart.artist_song where artist_id = of_artist
    ), happened as (
        select e.kind, k.most_streams, e.identifier, min(e.title) as title, min(e.country_code) as country_code,
               min(e.happened_on) as happened_on, max(e.size) as size,
               array_agg(distinct e.track_id) filter (where e.track_id is not null) as track_ids
        from core.event e
        join core.event_kind k on k.kind = e.kind and k.most_streams is not null
         and k.direction = case when rises then 1 else -1 end
        where e.happened_on between of_week - 2 and of_week + 6
          and (e.artist_id = of_artist or e.track_id in (select track_id from ours))
        group by e.kind, k.most_streams, e.identifier
    )
    select h.kind, h.title, h.country_code, h.happened_on, h.size,
           sum(h.size) over (partition by h.kind, h.track_ids order by h.happened_on), h.most_streams, h.track_ids
    from happened h
    order by h.size desc nulls last, h.identifier
    limit 12
$$;

comment on function core.artist_week_events(bigint, date, boolean) is
    'Playlists, radio and concerts of an artist about a week that go with a rise, or a fall.';
