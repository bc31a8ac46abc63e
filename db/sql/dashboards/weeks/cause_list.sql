-- Why an artist's week moved, each cause as one cell of HTML: its sentence, with a bar for its share of the change where that
-- can be told; a row that says so where nothing explains the week.
create view bi.cause_list as
select b.week_on, f.artist_id, f.artist, f.label, f.team, c.cause, coalesce(c.place, 1) as place, c.amount, c.share as share_of_artist_change,
       '<div class="gs-cause"><span>'
       || coalesce(bi.escaped(case c.place when 1 then core.cause_words(c.cause, c.sentence, b.change, b.last_total) else c.sentence end), case when b.change = 0 then 'Streams are as they were.'
              else 'Unexplained; no release, playlist, radio, concert, chart, country, TikTok, account or data says why.' end) || '</span>'
       || coalesce(' <span class="gs-note">' || core.short_change(c.amount) || ', ' || to_char(c.share * 100, 'FM999,990')
                   || '% of the change</span><div class="gs-bullet"><span style="width:'
                   || round(least(greatest(c.share, 0), 1) * 100) || '%"></span></div>', '')
       || '</div>' as cause_html
from mart.followed_artist f
join core.metric m on m.code = 'track_luminate_streams'
join mart.newest_week n on n.metric_id = m.metric_id
join mart.artist_bridge b on b.artist_id = f.artist_id and b.metric_id = m.metric_id and b.week_on <= n.week_on
left join lateral (
    select k.*, row_number() over (order by k.strength, abs(k.amount) desc nulls last, k.sentence)::int as place,
           k.amount::double precision / nullif(b.change, 0) as share
    from core.artist_causes(f.artist_id, b.week_on) k
) c on true;
