-- Everything of these kinds that has this number or exactly this name
select e.kind, e.entity_id, e.name, e.detail
from (
    select 'artist' as kind, a.artist_id as entity_id, a.name,
           coalesce((select c.label from app.artist_card c where c.artist_id = a.artist_id and c.status = 'confirmed'),
                    'not followed') as detail
    from core.artist a
    where a.artist_id = :number or a.name = :name
    union all
    select 'track', t.track_id, t.name, t.credit_name from core.track t where t.track_id = :number or t.name = :name
    union all
    select 'sound', s.sound_id, coalesce(s.name, s.sound_id_tiktok), coalesce(s.author, s.sound_id_tiktok)
    from core.sound s
    where s.sound_id = :number or s.name = :name or s.sound_id_tiktok = :name
    union all
    select distinct 'label', null::bigint, w.label, 'label' from mart.label_week w where w.label = :name
) e
where e.kind = any (cast(:kinds as text[]))
order by e.kind, e.entity_id
limit :most
