-- Kinds of events. At the very most a playlist brings a stream a week for each follower, a spin 5,000 and a guest of a
-- concert 20: estimates of ours, to tell what is too small to be a cause, never how much an event brought.
insert into core.event_kind (kind, name, direction, unit, most_streams)
values ('playlist_entry', 'Added to a playlist', 1, 'followers', 1),
       ('playlist_exit', 'Taken off a playlist', -1, 'followers', 1),
       ('radio', 'Radio', 1, 'spins', 5000),
       ('concert', 'Concert', 1, 'places', 20),
       ('chart_entry', 'Entered a chart', 1, 'place', null),
       ('chart_exit', 'Left a chart', -1, 'place', null),
       ('release', 'Release', 1, null, null)
on conflict (kind) do update
set name = excluded.name, direction = excluded.direction, unit = excluded.unit, most_streams = excluded.most_streams;
