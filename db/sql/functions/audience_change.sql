-- What sums of audiences are of may change at any time: a series, a credit, a release, a link. Whoever changes it notes that
-- in the same transaction, whatever program it is, so that no question is answered from sums that are none any more. What is
-- only gained is no matter: a track with one more artist is still one of those it had.
create or replace function core.note_audience_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_argv[0] in ('links', 'sounds') then
        insert into core.audience_change (membership) values (tg_argv[0]);
    elsif tg_argv[0] = 'series' and tg_op = 'DELETE' then
        insert into core.audience_change default values;
    elsif tg_argv[0] = 'series' then
        insert into core.audience_change (track_id, sound_id) values (new.track_id, new.sound_id);
    else
        insert into core.audience_change (track_id) values (old.track_id);
    end if;
    return null;
end
$$;

comment on function core.note_audience_change() is
    'Trigger: notes in core.audience_change what sums of audiences may no longer be of.';
revoke execute on function core.note_audience_change() from public;

create trigger audience_change after insert or delete or update of metric_id, track_id, sound_id, country_code
    on core.audience_series for each row execute function core.note_audience_change('series');
create trigger audience_change after delete or update of track_id, artist_id
    on core.track_artist for each row execute function core.note_audience_change('track');
create trigger audience_change after update of release_on
    on core.track for each row when (old.release_on is distinct from new.release_on)
    execute function core.note_audience_change('track');
create trigger audience_change after insert or delete or update
    on core.song_link for each statement execute function core.note_audience_change('links');
create trigger audience_change after delete or update
    on core.account_track for each statement execute function core.note_audience_change('links');
create trigger audience_change after update of artist_id
    on core.spotify_account for each row when (old.artist_id is distinct from new.artist_id)
    execute function core.note_audience_change('links');
create trigger audience_change_deleted after delete
    on core.spotify_account for each statement execute function core.note_audience_change('links');
create trigger audience_change after delete or update
    on core.artist_sound for each statement execute function core.note_audience_change('sounds');
