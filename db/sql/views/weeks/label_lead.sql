-- The week of a label in two sentences, for its page, the report and its mail: what happened to streams and who made most of
-- it; then how it stands without new releases, and what is confirmed.
create view mart.label_lead as
select l.week_on, l.label, l.team, l.metric,
       l.metric_name || ' ' || core.total_words(l.total, l.last_total, core.share_floor(m.entity_kind))
       || case when v.artist is null or v.change = 0 then ''
               when v.tier = 'new release' and v.change > 0
                   then format(': new releases of %s brought %s', core.isolated(v.artist),
                               core.short_change(v.new_releases_change))
               when v.tier = 'new release'
                   then format(': releases of %s %s after their first week', core.isolated(v.artist),
                               core.short_change(v.new_releases_change))
               when v.tier = 'spike over'
                   then format(': the spike of %s is over, %s', core.isolated(v.artist), core.short_change(v.change))
               when v.tier = 'back to normal'
                   then format(': %s %s, back to normal', core.isolated(v.artist), core.short_change(v.change))
               else format(': %s %s', core.isolated(v.artist), core.short_change(v.change)) end as headline,
       concat_ws(' ',
           case when l.settled_last_week > 0 then
               'Without new releases, like for like, they are '
               || case when s.share like '%×' then s.share || ' last week.'
                       when s.share = 'level' then 'level.'
                       else ltrim(s.share, '+−')
                            || case when l.settled_this_week > l.settled_last_week then ' higher.' else ' lower.' end end
           end,
           case when p.rises + p.falls > 0
                then format('Confirmed: %s.', concat_ws(', ', p.risen, p.fallen))
                else 'No rise or fall of streams is confirmed.' end,
           case when abs(l.missing_days) * 200 >= l.total and l.missing_days <> 0
                then format('Missing days make %s of the change.', core.short_change(l.missing_days)) end,
           case when abs(l.newly_linked) * 200 >= l.total and l.newly_linked <> 0
                then format('Links changed since make %s of it.', core.short_change(l.newly_linked)) end) as because,
       p.rises as proven_rises, p.falls as proven_falls
from mart.label_trend l
join core.metric m on m.code = l.metric
cross join lateral (select core.share_words(l.settled_this_week, l.settled_last_week, 1) as share) s
left join lateral (
    select f.artist, t.change, t.new_releases_change, d.tier
    from mart.artist_bridge t
    join mart.followed_artist f on f.artist_id = t.artist_id
    left join mart.badge d
      on d.artist_id = t.artist_id and d.track_id is null and d.metric_id = t.metric_id and d.week_on = t.week_on
    where t.artist_id = l.top_artist_id and t.metric_id = m.metric_id and t.week_on = l.week_on
) v on true
cross join lateral (
    select count(*) filter (where d.direction = 'up') as rises, count(*) filter (where d.direction = 'down') as falls,
           string_agg('▲ ' || core.isolated(f.artist), ', ' order by d.extra desc) filter (where d.direction = 'up') as risen,
           string_agg('▼ ' || core.isolated(f.artist), ', ' order by d.extra) filter (where d.direction = 'down') as fallen
    from mart.badge d
    join mart.followed_artist f on f.artist_id = d.artist_id
    where d.tier = 'confirmed' and d.track_id is null and d.metric_id = m.metric_id and d.week_on = l.week_on
      and l.label in (f.label, 'All') and (l.team is null or l.team = f.team)
) p
where l.is_over;
