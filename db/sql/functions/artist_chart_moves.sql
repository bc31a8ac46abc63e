-- What a chart did with a song in a week, in words; null where nothing is to be said.
create or replace function core.chart_words(song text, chart_name text, place integer, move text) returns text
    language sql immutable parallel safe
    return core.quoted(song) || ' '
           || case move when 'left' then format('left %s, where it was No. %s', chart_name, place)
                        else format('No. %s in %s, %s', place, chart_name, move) end;

comment on function core.chart_words(text, text, integer, text) is
    '"“Song” No. 12 in Top 200 DE, new", or back, its best place yet, left.';

-- Where songs of an artist stood in a week's charts: entries, returns and best places of a week that rose, exits of one that
-- fell, and the day of the first ranking that says so. A best place is told only where all places of the song on the chart
-- since it entered are known here.
create or replace function core.artist_chart_moves(of_artist bigint, of_week date, is_rise boolean)
    returns table (track_id bigint, song text, chart_name text, place integer, move text, moved_on date)
    language sql stable parallel safe
as $$
    with ours as (
        select track_id from core.track_artist where artist_id = of_artist
        union
        select track_id from mart.artist_song where artist_id = of_artist
    ), week as (
        select of_week::timestamp at time zone 'UTC' as begins_at, (of_week + 7)::timestamp at time zone 'UTC' as ends_at
    ), stood as (
        select e.track_id, e.chart_id, w.begins_at, w.ends_at,
               min(e.position) filter (where e.ranked_at >= w.begins_at) as place,
               min(e.ranked_at) filter (where e.ranked_at >= w.begins_at) as first_at,
               min(e.position) filter (where e.ranked_at < w.begins_at) as place_before,
               (array_agg(e.position order by e.ranked_at desc) filter (where e.ranked_at < w.begins_at))[1] as last_place,
               max(e.ranked_at) filter (where e.ranked_at < w.begins_at) as last_at,
               max(e.ranked_at) as newest_at, min(e.entered_on) as entered_on,
               min((e.ranked_at at time zone 'UTC')::date) as known_from,
               (array_agg(e.previous_position order by e.ranked_at) filter (where e.ranked_at >= w.begins_at))[1] is null
                   as is_entry
        from ours o
        cross join week w
        join core.chart_entry e on e.track_id = o.track_id and e.ranked_at < w.ends_at
        group by e.track_id, e.chart_id, w.begins_at, w.ends_at
    ), moved as (
        select s.*, r.gone_at,
               case when s.place is not null and is_rise and s.is_entry
                        then case when s.place_before is null and coalesce(s.entered_on >= of_week, true) then 'new' else 'back' end
                    when s.place < s.place_before and is_rise and s.entered_on >= s.known_from then 'its best place yet'
                    -- it was in the last ranking before the week, and the week's own rankings have it no more
                    when not is_rise and s.last_at >= s.begins_at - interval '7 days' and s.newest_at < r.this_at
                         and s.last_at = r.last_at and s.place is null then 'left' end as move
        from stood s
        left join lateral (
            select (select max(n.ranked_at) from core.chart_entry n
                    where n.chart_id = s.chart_id and n.ranked_at < s.begins_at) as last_at,
                   n.this_at, n.gone_at
            from (select max(n.ranked_at) as this_at, min(n.ranked_at) as gone_at from core.chart_entry n
                  where n.chart_id = s.chart_id and n.ranked_at >= s.begins_at and n.ranked_at < s.ends_at) n
            where not is_rise
        ) r on true
    )
    select m.track_id, t.name, concat_ws(' ', c.name, coalesce(c.country_code, 'worldwide')),
           coalesce(m.place, m.last_place)::int, m.move, (coalesce(m.first_at, m.gone_at) at time zone 'UTC')::date
    from moved m
    join core.track t on t.track_id = m.track_id
    join core.chart c on c.chart_id = m.chart_id
    where m.move is not null
    order by array_position(array['new', 'back', 'its best place yet', 'left'], m.move), coalesce(m.place, m.last_place), c.slug
    limit 3
$$;

comment on function core.artist_chart_moves(bigint, date, boolean) is
    'At most three chart moves of an artist''s songs in a week that go with its rise or fall.';
