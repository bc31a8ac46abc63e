-- Items of a kind that are open, of an artist or of all artists with an open card.
select w.work_id
from ops.work w
where w.kind = :kind and w.state in ('pending', 'retry', 'leased')
  and (w.entity_id = :artist_id
       or cast(:artist_id as bigint) is null
          and exists (select from app.artist_card c where c.artist_id = w.entity_id and c.status <> 'archived'))
