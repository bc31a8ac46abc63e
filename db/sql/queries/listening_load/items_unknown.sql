-- Whether anything staged is not there yet.
select exists (
    select from staged_item s
    where s.id is not null
      and not exists (select from core.heard_item h where h.kind = s.kind and h.item_id_spotify = s.id)
) or exists (select from staged_item s where s.id is null)
