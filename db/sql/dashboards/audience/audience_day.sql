-- Readings of followed artists, their tracks and sounds day by day, over the last 13 months: what was read (value) and
-- what it adds (amount): a day's count of flows, today's total less the one read before of counters. Of ids that mirror
-- each other the largest speaks. Tracks are found by links or credits, as the metric says. `offset 0` lets artists
-- be chosen before their songs and readings are looked up: planners think little of looking up those of thousands.
create view bi.audience_day as
select f.artist_id, f.artist, f.artist_link_html, f.label, f.team, f.is_first, p.code as platform, p.name as platform_name,
       bi.platform_logo_html(p.code, p.name) as platform_logo_html, m.code as metric,
       m.name as metric_name, m.metric_kind, m.unit, d.track_id, d.sound_id, coalesce(d.country_code, 'Worldwide') as country, d.observed_on,
       d.value, d.amount
from (select * from bi.followed_artist offset 0) f
cross join lateral (
    select s.track_id, s.sound_id, s.metric_id, s.country_code, s.observed_on,
           case when s.is_summed then sum(s.value) else max(s.value) end::bigint as value,
           case when s.is_summed then sum(s.amount) else max(s.amount) end::bigint as amount
    from (
        select e.track_id, e.sound_id, e.metric_id, e.country_code, m.identifier_rule = 'sum' as is_summed, q.observed_on, q.value,
               case m.metric_kind when 'flow' then q.value
                    when 'counter' then q.value - lag(q.value) over (partition by e.series_id order by q.observed_on)
               end as amount
        from (
            select e.* from core.audience_series e where e.artist_id = f.artist_id
            union all
            select e.* from core.artist_sound k
            join core.audience_series e on e.sound_id = k.sound_id
            where k.artist_id = f.artist_id and k.known_until is null
            union all
            select e.* from core.track_artist k
            join core.audience_series e on e.track_id = k.track_id
            join core.metric m on m.metric_id = e.metric_id and m.membership = 'credits'
            where k.artist_id = f.artist_id
            union all
            select e.*
            from (select s.track_id from mart.artist_song s where s.artist_id = f.artist_id offset 0) k
            join core.audience_series e on e.track_id = k.track_id
            join core.metric m on m.metric_id = e.metric_id and m.membership = 'links'
        ) e
        join core.metric m on m.metric_id = e.metric_id and m.metric_kind <> 'weekly' and m.unit <> 'points'
        join core.audience_point q
          on q.series_id = e.series_id
         and q.observed_on >= date_trunc('month', core.today() - interval '12 months')::date - 1
    ) s
    group by s.track_id, s.sound_id, s.metric_id, s.country_code, s.is_summed, s.observed_on
) d
join core.metric m on m.metric_id = d.metric_id
join core.platform p on p.platform_id = m.platform_id
where d.observed_on >= date_trunc('month', core.today() - interval '12 months')::date;
