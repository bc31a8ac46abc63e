-- Tracks and sounds behind an audience, below each artist.
select * from app.audience_tracks(:artists, :platforms, :from_on, :to_on, :country)
