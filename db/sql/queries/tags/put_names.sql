-- Names not seen before; they become current with the method. Numbers are never used again.
insert into core.genre (name, is_root, is_current)
select name, false, false from unnest(cast(:genres as text[])) name
where not exists (select from core.genre g where g.name = name.name);

insert into core.mood (name, is_current)
select name, false from unnest(cast(:moods as text[])) name
where not exists (select from core.mood m where m.name = name.name)
