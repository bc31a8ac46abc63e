-- fail: A track whose shares of genres, or of moods, do not add up to 1,000,000 millionths.
select 'genre' as kind, method_id, heard_item_id, sum(share_ppm) as share_ppm
from mart.track_genre group by method_id, heard_item_id having sum(share_ppm) <> 1000000
union all
select 'mood', method_id, heard_item_id, sum(share_ppm)
from mart.track_mood group by method_id, heard_item_id having sum(share_ppm) <> 1000000
