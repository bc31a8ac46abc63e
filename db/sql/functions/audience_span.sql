-- Readings as spans of days: a count of a day is of that day, a count of a week of its seven, a running total tells what
-- came since the reading before. Every span that touches the period, with the part of it that lies inside. Of groups whose
-- sums by day are known (core.audience_groups) only the spans of several days are given, and none of those within a month
-- that lies in the period as a whole (core.audience_group_months tells their sum).
create or replace function core.audience_spans(
    artists bigint[], metrics smallint[], from_on date, to_on date, country text, groups bigint[] default null)
    returns table (metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, series_id integer,
                   first_on date, last_on date, amount bigint, value bigint, is_inside boolean, is_left_out boolean)
    language sql stable parallel safe
as $$
    with series as (
        select e.series_id, k.metric_id, k.track_id, k.artist_id, k.sound_id, m.metric_kind,
               m.identifier_rule = 'largest' and cardinality(k.series_ids) > 1 as is_mirrored
        from core.audience_members(artists, metrics, country, groups) k
        join core.metric m on m.metric_id = k.metric_id
        cross join lateral unnest(k.series_ids) as e (series_id)
    ), reading as (
        select s.series_id, q.observed_on, q.value
        from series s
        cross join lateral (
            (select p.observed_on, p.value from core.audience_point p
             where p.series_id = s.series_id and p.observed_on < from_on and s.metric_kind = 'counter'
             order by p.observed_on desc limit 1)
            union all
            select p.observed_on, p.value from core.audience_point p
            where p.series_id = s.series_id and p.observed_on between from_on and to_on
            union all
            -- what was read after the period can still tell of its last days
            (select p.observed_on, p.value from core.audience_point p
             where p.series_id = s.series_id and p.observed_on > to_on
               and p.observed_on <= case s.metric_kind when 'counter' then 'infinity'::date when 'weekly' then to_on + 6 end
             order by p.observed_on limit 1)) q
    ), span as (
        select s.*, r.observed_on as last_on, r.value,
               case s.metric_kind
                   when 'counter' then lag(r.observed_on) over one_series + 1
                   when 'weekly' then r.observed_on - 6
                   else r.observed_on end as first_on,
               case s.metric_kind
                   when 'counter' then r.value - lag(r.value) over one_series
                   when 'flow' then r.value
                   when 'weekly' then r.value end as amount
        from reading r join series s on s.series_id = r.series_id
        window one_series as (partition by r.series_id order by r.observed_on)
    ), ranked as (
        -- of ids that mirror each other the one read most often in the period tells, at equal numbers the larger
        select s.series_id, min(s.first_on) as first_on, max(s.last_on) as last_on, s.metric_id,
               coalesce(s.track_id, s.artist_id, s.sound_id) as entity_id,
               row_number() over (
                   partition by s.metric_id, coalesce(s.track_id, s.artist_id, s.sound_id)
                   order by count(*) filter (where s.last_on between from_on and to_on) desc, max(s.value) desc, s.series_id) as place
        from span s
        where s.is_mirrored
        group by s.series_id, s.metric_id, s.track_id, s.artist_id, s.sound_id
    ), mirror as materialized (
        select r.series_id, better.first_on, better.last_on
        from ranked r
        join ranked better
          on better.metric_id = r.metric_id and better.entity_id = r.entity_id and better.place < r.place
    )
    select s.metric_id, s.track_id, s.artist_id, s.sound_id, s.series_id, s.first_on, s.last_on, s.amount, s.value,
           b.outside = 0 or b.outside = 1 and (b.inside > 1 or s.last_on <= to_on),
           -- of a span with one day inside the other side tells; of a longer part nobody can say what it is
           b.outside > 1 and (b.inside > 1 or s.first_on < from_on and s.last_on > to_on)
    from (
        select s.metric_id, s.track_id, s.artist_id, s.sound_id, s.series_id, s.first_on, s.last_on, s.amount, s.value, s.is_mirrored
        from span s
        union all
        select e.metric_id, e.track_id, e.artist_id, e.sound_id, g.series_id, g.first_on, g.last_on, g.amount, g.value, false
        from (
            select a.* from core.audience_group_gap a
            where a.group_id = any (groups) and a.last_on >= from_on and a.first_on <= to_on
              and date_trunc('month', a.first_on::timestamp) < date_trunc('month', a.last_on::timestamp)
            union all
            -- the month in which the period begins, where it does so within it, and that in which it ends
            select a.*
            from (
                select (date_trunc('month', from_on::timestamp - interval '1 day') + interval '1 month')::date as whole_from,
                       date_trunc('month', (to_on + 1)::timestamp)::date as whole_until) w
            cross join lateral (values
                (from_on, w.whole_from - 1), (greatest(w.whole_from, w.whole_until), (w.whole_until + interval '1 month')::date - 1)
            ) as r (first_on, last_on)
            join core.audience_group_gap a
              on a.group_id = any (groups) and a.last_on between r.first_on and r.last_on and a.first_on <= to_on
             and r.first_on <= r.last_on
             and date_trunc('month', a.first_on::timestamp) = date_trunc('month', a.last_on::timestamp)) g
        -- few of many series
        cross join lateral (select * from core.audience_series e where e.series_id = g.series_id limit 1) e) s
    cross join lateral (
        select least(s.last_on, to_on) - greatest(s.first_on, from_on) + 1 as inside,
               greatest(from_on - s.first_on, 0) + greatest(s.last_on - to_on, 0) as outside) b
    where s.first_on <= to_on and s.last_on >= from_on
      -- another id tells only where the better one has nothing
      and (not s.is_mirrored or not exists (
          select from mirror k
          where k.series_id = s.series_id and k.first_on <= s.last_on and k.last_on >= s.first_on))
$$;

comment on function core.audience_spans(bigint[], smallint[], date, date, text, bigint[]) is
    'Readings of artists (null: all) as spans of days that touch a period: amount is what may be added (null for levels), value what was read. is_inside: the span counts for the period; is_left_out: it cannot be told which part of it does.';
