-- TikTok sounds of followed artists week by week, with a link to the sound.
create view bi.followed_sound_week as
select w.week_on, f.artist_id, f.artist, f.label, f.team, s.sound_id_tiktok,
       '<a href="https://www.tiktok.com/music/-' || bi.escaped(s.sound_id_tiktok) || '" target="_blank">'
           || bi.escaped(coalesce(s.name, s.sound_id_tiktok)) || '</a>' as sound_link_html,
       coalesce(s.name, s.sound_id_tiktok) as sound_name, bi.text_html(t.name) as track_name_html,
       w.value as value_all, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.change::double precision / w.last_week end as change_share,
       w.level, w.week_on = n.week_on and n.week_on is not null as is_newest
from mart.followed_artist f
join core.artist_sound l on l.artist_id = f.artist_id and l.known_until is null
join core.sound s on s.sound_id = l.sound_id
left join core.track t on t.track_id = l.track_id
join mart.sound_week w on w.sound_id = l.sound_id
left join mart.newest_week n on n.metric_id = w.metric_id;

comment on view bi.followed_sound_week is 'Posts with the TikTok sounds of followed artists, week by week.';
comment on column bi.followed_sound_week.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column bi.followed_sound_week.artist_id is 'Our number of the artist the sound is linked to.';
comment on column bi.followed_sound_week.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.followed_sound_week.label is 'Label of the card.';
comment on column bi.followed_sound_week.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.followed_sound_week.sound_id_tiktok is 'TikTok''s own id.';
comment on column bi.followed_sound_week.sound_link_html is 'HTML: title on TikTok, a link to the sound there.';
comment on column bi.followed_sound_week.sound_name is 'Title on TikTok; its id until the vendor names it.';
comment on column bi.followed_sound_week.track_name_html is 'Track it is said to be of, safe to render; null if not said.';
comment on column bi.followed_sound_week.value_all is 'New posts of the week, comparable or not.';
comment on column bi.followed_sound_week.this_week is 'New posts, where the week before is known as well.';
comment on column bi.followed_sound_week.last_week is 'New posts of the week before, where this week is known as well.';
comment on column bi.followed_sound_week.change is 'this_week less last_week.';
comment on column bi.followed_sound_week.change_share is 'change over last_week; null when last_week is 0 or unknown.';
comment on column bi.followed_sound_week.level is 'All posts at the last reading of the week.';
comment on column bi.followed_sound_week.is_newest is 'The newest week that is over.';
