-- Who made the change of a week's streams: followed artists with both totals, and what several of them share taken off once
-- (in a team, a label, between labels: a row for each). The rows add up to the week of whatever label is chosen, or of all.
-- What is shown of an artist, lines and causes stand outside, where they are worked out for the rows that are shown alone.
create view bi.member_board as
select r.week_on, r.artist_id,
       case when r.artist_id is null then '(songs of several artists)'
            else (select f.artist from mart.followed_artist f where f.artist_id = r.artist_id) end as artist,
       r.label, r.team,
       (select f.picture_html from bi.followed_artist f where f.artist_id = r.artist_id) as picture_html,
       case when r.artist_id is null then '<span class="gs-note">songs of several artists</span>'
            else (select f.artist_link_html from bi.followed_artist f where f.artist_id = r.artist_id) end as artist_link_html,
       (select bi.spark_html(array_agg(p.total order by p.week_on)) from mart.artist_bridge p
        where p.artist_id = r.artist_id and p.metric_id = r.metric_id and p.week_on between r.week_on - 91 and r.week_on)
           as spark_html,
       r.total, r.last_total, r.change, r.change_share,
       case when r.artist_id is null then '<span class="gs-note">counted once</span>'
            else ltrim(bi.chip_html(r.tier, r.direction) || ' <span class="gs-note">'
                       || core.badge_words(r.tier, r.ratio, r.expected_ratio_low, r.expected_ratio_high, r.new_releases_change,
                                           r.last_tier, r.last_direction) || '</span>') end as what_html,
       -- within a tenth of the week before, or below a two-thousandth of the label's week, nothing happened
       case when abs(r.change) >= core.share_floor('track') and abs(r.change) * 10 >= r.last_total
             and abs(r.change) * 2000 >= (
                select l.total from mart.label_week l
                where l.label = r.label and l.team is null and l.metric_id = r.metric_id and l.week_on = r.week_on)
            then (select bi.text_html(core.cause_words(c.cause, c.sentence, r.change, r.last_total)) from core.artist_causes(r.artist_id, r.week_on) c
                  order by c.strength, abs(c.amount) desc nulls last, c.sentence limit 1) end as cause_html,
       r.basis, r.new_releases, r.size
from (
select b.week_on, b.metric_id, f.artist_id, f.label, f.team, b.total, b.last_total, b.change,
       case when b.last_total >= core.share_floor('track') and b.total >= 0 then b.change::double precision / b.last_total end as change_share,
       d.tier, d.direction, d.ratio, d.expected_ratio_low, d.expected_ratio_high, d.new_releases_change, d.last_tier,
       d.last_direction, b.basis, b.new_releases, abs(b.change) as size
from mart.artist_bridge b
join core.metric m on m.metric_id = b.metric_id and m.code = 'track_luminate_streams'
join mart.followed_artist f on f.artist_id = b.artist_id
left join mart.badge d
  on d.artist_id = b.artist_id and d.track_id is null and d.metric_id = b.metric_id and d.week_on = b.week_on
union all
select w.week_on, w.metric_id, null, nullif(w.label, 'All'), w.team, w.shared_total - s.within,
       w.shared_last_total - s.within_last, w.shared_total - s.within - w.shared_last_total + s.within_last, null,
       null, null, null, null, null, null, null, null, null, w.shared_new_releases - s.within_new,
       abs(w.shared_total - s.within - w.shared_last_total + s.within_last)
from mart.label_week w
join core.metric m on m.metric_id = w.metric_id and m.code = 'track_luminate_streams'
-- what other rows take off already: those of a label's teams, of a team's labels, of all labels and of teams across them
cross join lateral (
    select coalesce(sum(i.shared_total), 0)::bigint as within, coalesce(sum(i.shared_last_total), 0)::bigint as within_last,
           coalesce(sum(i.shared_new_releases), 0)::bigint as within_new
    from (
        select p.shared_total * k.times as shared_total, p.shared_last_total * k.times as shared_last_total,
               p.shared_new_releases * k.times as shared_new_releases
        from mart.label_week p
        -- how often a row counts: a team's own row across labels is its shared part less those of its labels
        cross join lateral (
            select case when w.label <> 'All' then (p.label = w.label and p.team is not null)::int
                        when w.team is not null then (p.label <> 'All' and p.team = w.team)::int
                        when p.team is null then (p.label <> 'All')::int
                        when p.label = 'All' then 1 else -1 end as times) k
        where p.metric_id = w.metric_id and p.week_on = w.week_on and (w.team is null or w.label = 'All')
    ) i
) as s
where w.shared_total <> s.within or w.shared_last_total <> s.within_last
) r;
