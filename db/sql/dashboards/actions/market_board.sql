-- Every market of the list for each followed artist, beside artists like them; gaps first. What was not read says so.
create view bi.market_board as
select f.artist_id, f.artist, f.picture_html, f.artist_link_html, f.label, f.team, k.market, m.read_on, m.is_present,
       coalesce(m.alike_count, 0) as alike_count, coalesce(m.present_count, 0) as present_count,
       case when m.market is null then 'not read' when m.alike_count = 0 then 'no artist alike was read'
            else m.present_count || ' of ' || m.alike_count || ' artists alike' end as beside,
       case when m.market is null then '<span class="gs-chip gs-expected">not read</span>'
            when m.is_present then '<span class="gs-chip gs-rising">present</span>'
            when m.present_count > 0 then '<span class="gs-chip gs-check">gap</span>' else '<span class="gs-chip gs-over">absent</span>' end
           as presence_html,
       case when m.market is null then 4 when m.is_present then 3 when m.present_count > 0 then 1 else 2 end as weight
from bi.followed_artist f
join core.market k on k.is_counted
left join mart.market_beside_alike m on m.artist_id = f.artist_id and m.market = k.market;
