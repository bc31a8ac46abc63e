-- An item's shares as they stand.
select g.name, t.share_ppm from mart.track_genre t join core.genre g on g.genre_id = t.genre_id
where :kind = 'genre' and t.method_id = :method_id and t.heard_item_id = :heard_item_id
union all
select m.name, t.share_ppm from mart.track_mood t join core.mood m on m.mood_id = t.mood_id
where :kind = 'mood' and t.method_id = :method_id and t.heard_item_id = :heard_item_id
