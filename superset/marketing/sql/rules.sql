-- Thresholds that are set: the one for all first, then teams, then artists.
select * from mart.spike_rule
order by metric desc, array_position(array['all', 'team', 'artist'], scope), coalesce(artist_name, team)
