-- Who changed most in a label's week, and which of its artists are proven to have risen or fallen: what a headline names.
create view mart.label_mover as
with member as (
    select b.week_on, b.metric_id, g.label, g.team, f.artist, b.change, b.new_releases_change
    from mart.artist_bridge b
    join mart.followed_artist f on f.artist_id = b.artist_id
    cross join lateral (
        select distinct v.label, v.team
        from (values (f.label, null), (f.label, f.team), ('All', null), ('All', f.team)) as v (label, team)) as g
)
select m.week_on, m.metric_id, m.label, m.team,
       (array_agg(m.artist order by abs(m.change) desc, m.artist))[1] as artist,
       (array_agg(m.change order by abs(m.change) desc, m.artist))[1] as change,
       (array_agg(m.new_releases_change order by abs(m.change) desc, m.artist))[1] as new_releases_change
from member m
group by m.week_on, m.metric_id, m.label, m.team;
