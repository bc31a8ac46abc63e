-- The newest figures of followed artists, of one or all, with the works linked and what to do first.
select v.*, w.work_count, w.linked_count, w.linked_share, w.target_share,
       (select array_agg(a.title || ' — ' || a.step order by a.artist_place)
        from mart.action a where a.artist_id = v.artist_id and a.artist_place <= 3) as next_steps
from mart.artist_visibility v
left join mart.work_coverage w on w.artist_id = v.artist_id
where cast(:artist as text) is null or lower(v.artist) = lower(:artist)
order by v.visibility_score desc nulls last, v.artist
