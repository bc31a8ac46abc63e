-- New releases of followed artists, a row for each artist and week that is over with any of a song's first seven days in it:
-- what it brought in them, beside the artist's last release on the same days.
create view mart.new_release as
select w.week_on, f.artist_id, f.artist, f.label, f.team, t.track_id, t.name as song, t.release_on, o.days_out,
       p.streams, p.last_track_id, p.last_song, p.last_release_on, p.compared, p.last_compared, p.days_compared,
       case when p.last_compared >= core.share_floor('track') and p.compared >= 0
            then p.compared::double precision / p.last_compared end as ratio,
       core.release_words(t.name, o.days_out, p.streams, p.missing, p.last_song, p.compared, p.last_compared,
                          p.days_compared, p.last_missing) as sentence
from mart.closed_week w
join core.track t on t.release_on between w.week_on - 6 and w.week_on + 6
cross join lateral (
    -- as mart.artist_song has it, seen from the song
    select distinct a.artist_id
    from core.song_link l
    join core.account_track h on h.spotify_track_id = l.spotify_track_id and h.known_until is null
    join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
    where l.track_id = t.track_id and l.known_until is null
      and (l.method = 'override' or not exists (
          select from core.song_link o
          where o.spotify_track_id = l.spotify_track_id and o.method = 'override' and o.known_until is null))
) h
join mart.followed_artist f on f.artist_id = h.artist_id
cross join lateral (select least(w.week_on + 7 - t.release_on, 7) as days_out) o
cross join lateral core.release_pair(f.artist_id, t.track_id, t.release_on, o.days_out) p;
