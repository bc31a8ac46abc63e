-- A release and the artist's last one before it on the same days since release: the newest earlier day of release with
-- figures, and of its songs the one that brought most. Songs are those linked to the artist now.
-- It runs with its owner's rights, see core.release_days.
create or replace function core.release_pair(of_artist bigint, of_track bigint, released_on date, days_out integer)
    returns table (streams bigint, missing integer[], last_track_id bigint, last_song text, last_release_on date,
                   compared bigint, last_compared bigint, days_compared integer, last_missing integer[])
    language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp rows 10
as $$
    select a.streams, a.missing, l.track_id, l.name, l.release_on, c.this_week, c.last_week, coalesce(c.days, 0)::int,
           l.missing
    from core.first_days(of_track, released_on, days_out) a
    left join lateral (
        select e.track_id, e.name, e.release_on, f.days, f.doubles, f.streams, f.missing
        from (
            select t.release_on
            from (select distinct k.release_on from mart.artist_song s join core.track k on k.track_id = s.track_id
                  where s.artist_id = of_artist and k.release_on < released_on
                  order by k.release_on desc offset 0) t
            where exists (
                select from mart.artist_song s
                join core.track k on k.track_id = s.track_id and k.release_on = t.release_on
                cross join lateral core.release_days(k.track_id, k.release_on) d
                where s.artist_id = of_artist and d.day <= days_out)
            limit 1
        ) n
        join core.track e on e.release_on = n.release_on
         and e.track_id in (select s.track_id from mart.artist_song s where s.artist_id = of_artist)
        cross join lateral core.first_days(e.track_id, e.release_on, days_out) f
        where f.streams is not null
        order by f.streams desc, e.name, e.track_id
        limit 1
    ) l on true
    left join lateral (
        select d.this_week, d.last_week, d.days
        from core.days_compared(a.days, a.doubles, l.days, l.doubles) d
        where l.track_id is not null and d.days > 0
    ) c on true
$$;

comment on function core.release_pair(bigint, bigint, date, integer) is
    'A release beside the artist''s last one over the same days since release, at most seven.';
