-- Audiences of a period by platform, track or date.
select * from app.audience(:artists, :platforms, :from_on, :to_on, :country, :group_by)
