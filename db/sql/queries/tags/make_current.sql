-- The method that views show from now on, with the graph and the plane of its taxonomy; what it lacks is not current.
update core.method set is_current = false where is_current and method_id <> :method_id;

update core.method set is_current = true where method_id = :method_id and not is_current;

update core.genre g set is_root = g.name = any(cast(:roots as text[])), is_current = g.name = any(cast(:genres as text[]))
where g.genre_id <> 0;

update core.mood m set valence = coalesce(p.valence, m.valence), arousal = coalesce(p.arousal, m.arousal),
                       is_current = p.name is not null
from core.mood known
left join jsonb_to_recordset(cast(:plane as jsonb)) p (name text, valence numeric, arousal numeric) on p.name = known.name
where m.mood_id = known.mood_id and m.mood_id <> 0;

delete from core.genre_parent;

delete from core.genre_root;

insert into core.genre_parent (genre_id, parent_id, weight)
select g.genre_id, above.genre_id, p.weight
from jsonb_to_recordset(cast(:parents as jsonb)) p (name text, parent text, weight numeric)
join core.genre g on g.name = p.name
join core.genre above on above.name = p.parent;

insert into core.genre_root (genre_id, root_id, share_ppm)
select g.genre_id, above.genre_id, r.share_ppm
from jsonb_to_recordset(cast(:root_shares as jsonb)) r (name text, root text, share_ppm int)
join core.genre g on g.name = r.name
join core.genre above on above.name = r.root
