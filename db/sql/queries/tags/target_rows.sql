insert into linked_target (heard_item_id, source, level, source_key, name)
select * from unnest(cast(:items as int[]), cast(:sources as text[]), cast(:levels as text[]), cast(:keys as text[]),
                     cast(:names as text[]))
