-- The first thing an artist's page shows: who it is, what happened to streams and why, five tiles and the bridge, as one cell
-- of HTML for each artist and week.
create view bi.artist_lead as
select b.week_on, f.artist_id, f.artist, f.label, f.team,
       '<div class="gs-lead"><div class="gs-who">' || f.picture_html || '<div><div class="gs-note">' || bi.escaped(f.label)
       || coalesce(' · ' || bi.escaped(f.team), '') || ' · week Fri ' || to_char(b.week_on, 'FMDD Mon') || ' – Thu '
       || to_char(b.week_on + 6, 'FMDD Mon YYYY') || ' · '
       || case b.basis when 'account' then 'account and linked songs' else 'linked songs' end
       || coalesce((select ' · ' || bi.escaped(c.sentence) from mart.figures_clock c where c.up_to_on is not null), '') || '</div>'
       || '<div class="gs-head">' || bi.escaped(core.isolated(f.artist)) || ': streams '
       || core.total_words(b.total, b.last_total, core.share_floor('track')) || '</div>'
       || '<div class="gs-sub">' || bi.chip_html(d.tier, d.direction) || ' ' || concat_ws(' ',
              case when sign(y.amount) = sign(b.change) and y.amount <> 0 and abs(y.amount) * 2 > abs(b.change)
                   then 'Most of the change is ' || y.part || ' (' || core.short_change(y.amount) || ').' end,
              bi.escaped(d.reason)) || '</div>'
       || coalesce('<div class="gs-note">' || r.record || '</div>', '') || '</div></div>'
       || '<div class="gs-tiles">'
       || bi.stream_tiles_html(b.total, b.last_total, w.this_week, w.last_week, w.settled_this_week, w.settled_last_week,
                               b.new_releases)
       || bi.tile_html('TikTok posts, total', coalesce(core.short_figure(p.total), '–'),
                       coalesce(bi.change_html(p.total, p.last_total, core.share_floor('sound')), ''),
                       case when p.total is null then 'no sound is linked'
                            else core.short_figure(p.last_total) || ' last week, as reported' end)
       || bi.tile_html('Only the account knows', core.short_figure(b.account_remainder), '',
                       case b.basis when 'account' then 'beyond the linked songs' else 'linked songs explain it' end)
       || '</div>' || bi.bridge_html(b.last_total, b.restated, b.real_listening, b.new_releases_change, b.newly_linked,
                                      b.missing_days, b.total)
       || '</div>' as lead_html
from bi.followed_artist f
join core.metric m on m.code = 'track_luminate_streams'
join mart.newest_week n on n.metric_id = m.metric_id
join mart.artist_bridge b on b.artist_id = f.artist_id and b.metric_id = m.metric_id and b.week_on <= n.week_on
cross join lateral (
    select v.part, v.amount
    from (values ('real listening', b.real_listening), ('new releases', b.new_releases_change),
                 ('links changed', b.newly_linked), ('missing days', b.missing_days), ('restated figures', b.restated))
         as v (part, amount)
    order by sign(v.amount) = sign(b.change) desc, abs(v.amount) desc
    limit 1
) as y
left join mart.artist_week w on w.artist_id = b.artist_id and w.metric_id = b.metric_id and w.week_on = b.week_on
left join mart.badge d
  on d.artist_id = b.artist_id and d.track_id is null and d.metric_id = b.metric_id and d.week_on = b.week_on
-- `offset 0`: the record of this row alone, where a join would count those of all rows for each
left join lateral (
    select r.record from mart.badge_record r
    where r.artist_id = b.artist_id and r.metric = m.code and r.week_on = b.week_on offset 0) r on true
left join core.metric k on k.code = 'sound_tiktok_posts'
left join mart.artist_bridge p on p.artist_id = b.artist_id and p.metric_id = k.metric_id and p.week_on = b.week_on;
