-- Thresholds that are set: the one for all first, then teams, then artists. How many artists one for many holds for is not
-- told to a log-in that is limited.
select rule_id, metric, metric_name, unit, scope, team, artist_id, artist_name, threshold, floor, set_by, set_at,
       case when scope = 'artist' or cast(:labels as text[]) is null and cast(:teams as text[]) is null
            then artist_count end as artist_count
from mart.spike_rule
where scope = 'all'
   or cast(:labels as text[]) is null and cast(:teams as text[]) is null
   or team = any (:teams)
   or artist_id in (select artist_id from mart.card where status <> 'archived' and (cast(:labels as text[]) is null or label = any (:labels))
                    and (cast(:teams as text[]) is null or team = any (:teams)))
order by metric desc, array_position(array['all', 'team', 'artist'], scope), coalesce(artist_name, team)
