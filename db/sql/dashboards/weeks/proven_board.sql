-- What is proven in a week, each as one cell of HTML: rises and falls beyond chance and above the floor.
create view bi.proven_board as
select b.week_on, b.artist_id, b.artist, b.label, b.team, b.metric, b.weight, abs(b.extra) as size,
       '<div class="gs-proven">' || bi.chip_html(b.tier, b.direction) || ' ' || b.artist_link_html
       || '<div class="gs-note">' || b.metric_name || ' · ' || bi.escaped(b.label) || '</div><div><b>'
       || core.short_figure(b.last_week) || ' → ' || core.short_figure(b.this_week) || '</b>'
       || ', ' || core.badge_words(b.tier, b.ratio, b.expected_ratio_low, b.expected_ratio_high, null, null, null)
       || '</div></div>' as proven_html
from bi.badge_board b
where b.whose = 'artist' and b.tier in ('confirmed', 'rising') and abs(b.extra) >= b.floor;
