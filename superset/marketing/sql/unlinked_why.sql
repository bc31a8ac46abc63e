-- Why a track brings no figures; no row when it does, or when nobody with a card is on it.
select reason, max(days_since_seen) as days_since_seen from mart.unlinked_track
where spotify_track_id = :number group by reason
