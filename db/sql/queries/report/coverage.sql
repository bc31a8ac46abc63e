-- How much of what is followed brings figures
select count(*) as artists, coalesce(sum(c.track_count), 0) as tracks, coalesce(sum(c.linked_count), 0) as linked,
       count(*) filter (where c.sound_count > 0) as with_sounds,
       count(*) filter (where m.total is not null) as with_streams, count(*) filter (where m.basis = 'account') as on_account
from mart.artist_card c
left join mart.label_member m
  on m.artist_id = c.artist_id and m.label = :label and m.week_on = :week and m.metric = 'track_luminate_streams'
where c.status = 'confirmed' and mart.is_within(c.label, c.team, :label, :team);
