-- The first thing the label's page shows: the two sentences, five tiles and the bridge of streams, as one cell of HTML for
-- each label, and team in it, and week.
create view bi.label_lead as
select s.week_on, s.label, s.team,
       '<div class="gs-lead"><div class="gs-note">' || case s.label when 'All' then 'All labels' else bi.escaped(s.label) end
       || case when s.team is not null then ' · ' || bi.escaped(s.team) else '' end
       || ' · week Fri ' || to_char(s.week_on, 'FMDD Mon') || ' – Thu ' || to_char(s.week_on + 6, 'FMDD Mon YYYY') || ' · '
       || s.days_present || ' of 7 days</div>'
       || '<div class="gs-head">' || bi.escaped(h.headline) || '</div><div class="gs-sub">' || bi.escaped(h.because) || '</div>'
       || '<div class="gs-tiles">'
       || bi.tile_html('Streams, total', core.short_figure(s.total), bi.change_html(s.total, s.last_total, core.share_floor('track')),
                       core.short_figure(s.last_total) || ' last week, as reported')
       || bi.tile_html('Like for like', coalesce(core.share_words(s.this_week, s.last_week, core.share_floor('track')), '–'),
                       coalesce('without new releases ' || core.share_words(s.settled_this_week, s.settled_last_week, core.share_floor('track')), ''),
                       'same songs, same days in both weeks')
       || bi.tile_html('New releases', core.short_figure(s.new_releases),
                       case when s.total > 0 then to_char(s.new_releases * 100.0 / s.total, 'FM990') || '% of the total' else '' end,
                       'songs less than 4 weeks old')
       || bi.tile_html('TikTok posts, total', coalesce(core.short_figure(p.total), '–'),
                       coalesce(bi.change_html(p.total, p.last_total, core.share_floor('sound')), ''),
                       coalesce('like for like ' || core.share_words(p.this_week, p.last_week, core.share_floor('sound')), ''))
       || bi.tile_html('Proven', '▲ ' || h.proven_rises || ' · ▼ ' || h.proven_falls, '', 'streams, beyond chance')
       || '</div><div class="gs-bridge">'
       || bi.part_html('last week as reported', core.short_figure(s.last_total), 0)
       || bi.part_html('restated since', core.short_change(s.restated), s.restated)
       || bi.part_html('real listening', core.short_change(s.real_listening), s.real_listening)
       || bi.part_html('new releases', core.short_change(s.new_releases_change), s.new_releases_change)
       || bi.part_html('newly linked', core.short_change(s.newly_linked), s.newly_linked)
       || bi.part_html('missing days', core.short_change(s.missing_days), s.missing_days)
       || bi.part_html('this week', core.short_figure(s.total), 0)
       || '</div></div>' as lead_html
from mart.label_trend s
join mart.label_lead h
  on h.week_on = s.week_on and h.label = s.label and coalesce(h.team, '') = coalesce(s.team, '') and h.metric = s.metric
left join mart.label_trend p
  on p.week_on = s.week_on and p.label = s.label and coalesce(p.team, '') = coalesce(s.team, '') and p.metric = 'sound_tiktok_posts'
where s.metric = 'track_luminate_streams';
