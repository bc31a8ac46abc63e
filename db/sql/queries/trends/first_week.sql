-- The first week to be built again; null when nothing changed.
select least((select min(since_week) from touched_series), (select min(since_week) from touched_artist))
