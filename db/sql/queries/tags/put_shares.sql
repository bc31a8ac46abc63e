-- The batch's distributions in place of what was there; rows of items that did not change are left alone.
delete from mart.track_genre t using changed_item c where t.method_id = :method_id and t.heard_item_id = c.heard_item_id;

delete from mart.track_mood t using changed_item c where t.method_id = :method_id and t.heard_item_id = c.heard_item_id;

insert into mart.track_genre (method_id, heard_item_id, genre_id, share_ppm)
select :method_id, f.heard_item_id, g.genre_id, f.share_ppm
from found_share f
join changed_item c on c.heard_item_id = f.heard_item_id
join core.genre g on g.name = f.name
where f.kind = 'genre'
order by f.heard_item_id, g.genre_id;

insert into mart.track_mood (method_id, heard_item_id, mood_id, share_ppm)
select :method_id, f.heard_item_id, m.mood_id, f.share_ppm
from found_share f
join changed_item c on c.heard_item_id = f.heard_item_id
join core.mood m on m.name = f.name
where f.kind = 'mood'
order by f.heard_item_id, m.mood_id;

delete from mart.track_evidence t using stale_item b
where b.place between :first and :last and t.method_id = :method_id and t.heard_item_id = b.heard_item_id;

insert into mart.track_evidence (
    method_id, heard_item_id, tags, sources, genre_ppm, mood_ppm, noise_ppm, unknown_ppm, evidence_hash
)
select :method_id, f.heard_item_id, f.tags, f.sources, f.genre_ppm, f.mood_ppm, f.noise_ppm, f.unknown_ppm, b.evidence_hash
from found_evidence f
join stale_item b on b.heard_item_id = f.heard_item_id
order by f.heard_item_id
