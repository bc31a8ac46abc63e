-- for each: genre, mood
-- What a user heard most in the days up to one, that day included.
create or replace function mart.top_{kind}s(for_user integer, days integer, as_of date default current_date)
    returns table (place integer, {kind} text, plays numeric, hours numeric, share numeric)
    language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
    begin atomic
    with summed as (
        select {kind}_id, sum(play_ppm) as play_ppm, sum(ms_ppm) as ms_ppm
        from mart.user_{kind}_day
        where user_id = for_user and heard_on > as_of - days and heard_on <= as_of
        group by {kind}_id
    )
    select case when s.{kind}_id <> 0 then rank() over (order by s.{kind}_id = 0, s.play_ppm desc, s.ms_ppm desc)::int end,
           k.name, s.play_ppm * 0.000001, s.ms_ppm * 0.000001 / 3600000, s.play_ppm / nullif(sum(s.play_ppm) over (), 0)
    from summed s
    join core.{kind} k on k.{kind}_id = s.{kind}_id
    order by s.{kind}_id = 0, s.play_ppm desc, s.ms_ppm desc, k.name;
    end;

comment on function mart.top_{kind}s(integer, integer, date) is
    'Every {kind} of a user over so many days up to a day (today by default), the most played first; share is of all plays, and what is unknown comes last without a place.';
