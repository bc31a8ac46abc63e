-- The first thing the label's page shows: the two sentences, five tiles and the bridge of streams, as one cell of HTML for
-- each label, and team in it, and week.
create view bi.label_lead as
select s.week_on, s.label, s.team,
       '<div class="gs-lead"><div class="gs-note">' || case s.label when 'All' then 'All labels' else bi.escaped(s.label) end
       || case when s.team is not null then ' · ' || bi.escaped(s.team) else '' end
       || ' · week Fri ' || to_char(s.week_on, 'FMDD Mon') || ' – Thu ' || to_char(s.week_on + 6, 'FMDD Mon YYYY') || ' · '
       || s.days_present || ' of 7 days'
       || coalesce((select ' · ' || bi.escaped(c.sentence) from mart.figures_clock c where c.up_to_on is not null), '') || '</div>'
       || '<div class="gs-head">' || bi.escaped(h.headline) || '</div><div class="gs-sub">' || bi.escaped(h.because) || '</div>'
       || coalesce('<div class="gs-note">' || r.record || '</div>', '')
       || '<div class="gs-tiles">'
       || bi.stream_tiles_html(s.total, s.last_total, s.this_week, s.last_week, s.settled_this_week, s.settled_last_week,
                               s.new_releases)
       || bi.tile_html('TikTok posts, total', coalesce(core.short_figure(p.total), '–'),
                       coalesce(bi.change_html(p.total, p.last_total, core.share_floor('sound')), ''),
                       coalesce('like for like ' || core.share_words(p.this_week, p.last_week, core.share_floor('sound')), ''))
       || bi.tile_html('Confirmed', '▲ ' || h.proven_rises || ' · ▼ ' || h.proven_falls, '', 'rises and falls of streams')
       || '</div>' || bi.bridge_html(s.last_total, s.restated, s.real_listening, s.new_releases_change, s.newly_linked,
                                      s.missing_days, s.total)
       || '</div>' as lead_html
from mart.label_trend s
join mart.label_lead h
  on h.week_on = s.week_on and h.label = s.label and coalesce(h.team, '') = coalesce(s.team, '') and h.metric = s.metric
-- `offset 0`: the record of this row alone, where a join would count those of all rows for each
left join lateral (
    select r.record from mart.badge_record r
    where r.week_on = s.week_on and r.label = s.label and coalesce(r.team, '') = coalesce(s.team, '') and r.metric = s.metric
      and r.artist_id is null offset 0) r on true
left join mart.label_trend p
  on p.week_on = s.week_on and p.label = s.label and coalesce(p.team, '') = coalesce(s.team, '') and p.metric = 'sound_tiktok_posts'
where s.metric = 'track_luminate_streams';
