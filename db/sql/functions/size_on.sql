-- The size of artists on a day: by the median of their last eight whole weeks of streams before it, so that a jump does not
-- move it; 0 is below the first of the bounds.
create or replace function core.size_on(on_date date, bounds double precision[])
    returns table (artist_id bigint, tier integer)
    language sql stable parallel safe
as $$
    select w.artist_id, width_bucket(percentile_cont(0.5) within group (order by w.value), bounds)
    from (
        select s.artist_id, s.value::double precision as value,
               row_number() over (partition by s.artist_id order by s.week_on desc) as back
        from mart.streamed_week s
        where s.week_on between size_on.on_date - 364 and size_on.on_date - 7
    ) w
    where w.back <= 8
    group by w.artist_id
$$;

comment on function core.size_on(date, double precision[]) is
    'Size tier of each artist on a day by the median of its last 8 whole weeks of streams; bounds are the least of each tier.';
