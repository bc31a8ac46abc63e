-- What is known of heard tracks after a run.
select (select coalesce(jsonb_object_agg(method, items), '{}')
        from (select method, count(*) as items from core.item_recording where recording_id is not null group by method) m
       ) as matched,
       (select count(*) from core.item_recording where recording_id is null) as unresolved,
       (select count(*) from core.heard_item where kind = 'music' and catalog_track_id is not null) as in_catalogue,
       (select count(*) from core.tag_target) as targets,
       (select count(*) from core.tag_evidence) as evidence,
       (select count(*) from core.heard_item where kind = 'music') as tracks
