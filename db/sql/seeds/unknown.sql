-- What a play is counted under when nothing is known of its genre or mood.
insert into core.genre (genre_id, name, is_root) values (0, 'unknown', true) on conflict (genre_id) do nothing;
insert into core.mood (mood_id, name) values (0, 'unknown') on conflict (mood_id) do nothing;
