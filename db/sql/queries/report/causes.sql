-- The strongest cause of each of some artists' weeks, as their pages have it
select artist_id, reason as sentence, share_of_artist_change as share
from mart.cause
where week_on = :week and artist_id = any(:artists) and place = 1;
