-- New releases of the week's followed artists beside the last ones, as the label's page lists them, the strongest first
select artist as artist_name, sentence
from mart.new_release
where week_on = :week and mart.is_within(label, team, :label, :team)
order by streams desc nulls last, artist collate "C", track_id;
