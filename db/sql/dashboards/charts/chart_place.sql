-- Places of the newest ranking of each chart on the schedule, with moves and whose track it is of those we follow.
-- `offset 0` has each chart's ranking looked up, instead of all rankings of all years read for it.
create view bi.chart_place as
select b.chart, b.chart_name, b.country, b.platform_name, b.platform_logo_html, e.position, e.previous_position,
       e.previous_position - e.position as moved_by,
       case when e.previous_position is null then 'new' when e.previous_position > e.position then '▲'
            when e.previous_position < e.position then '▼' else '=' end as move,
       e.track_id, bi.text_html(t.name) as track_name_html, bi.text_html(t.credit_name) as credit_name_html, o.artist,
       o.artist_link_html, o.label, o.team, e.appearances, b.newest_ranking_at as ranked_at
from bi.chart_board b
join core.chart c on c.slug = b.chart
cross join lateral (
    select * from core.chart_entry e where e.chart_id = c.chart_id and e.ranked_at = b.newest_ranking_at offset 0) e
join core.track t on t.track_id = e.track_id
left join lateral (
    select f.artist, f.artist_link_html, f.label, f.team
    from core.track_artist k
    join bi.followed_artist f on f.artist_id = k.artist_id
    where k.track_id = e.track_id
    order by k.credit_order
    limit 1) o on true
where b.is_active;
