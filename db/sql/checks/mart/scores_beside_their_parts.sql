-- fail: A visibility score that is not the sum of its four parts, each 0 to 25.
select artist_id, measured_on, visibility_score, followers_part, popularity_part, markets_part, tracks_part
from mart.growth_metric
where abs(visibility_score - (followers_part + popularity_part + markets_part + tracks_part)) > 0.02
   or greatest(followers_part, popularity_part, markets_part, tracks_part) > 25
   or least(followers_part, popularity_part, markets_part, tracks_part) < 0
