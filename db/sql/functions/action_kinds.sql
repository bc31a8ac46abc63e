-- What the rules find, in a manager's words; a row for each file of db/sql/queries/actions/rules.
create or replace function core.action_kinds() returns table (rule text, kind text)
    language sql immutable parallel safe
as $$
    values ('missing_link', 'Link works to Spotify'), ('dead_link', 'Mend dead links'), ('silent_tracks', 'Link tracks to their figures'),
           ('quiet_track', 'Make sounds for rising tracks'), ('falling_part', 'Stop a falling part of the score'),
           ('market_gap', 'Open a market'), ('lost_playlist', 'Ask a playlist back'), ('playlist_fit', 'Pitch to a playlist that fits')
$$;

comment on function core.action_kinds() is 'Rules that find actions and what people call what they find.';
