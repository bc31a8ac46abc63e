insert into core.item_recording as i
    (heard_item_id, recording_id, method, score, reasons, candidates, match_version)
values (:heard_item_id, :recording_id, :method, :score, cast(:reasons as jsonb), :candidates, :match_version)
on conflict (heard_item_id) do update
set recording_id = excluded.recording_id, method = excluded.method, score = excluded.score, reasons = excluded.reasons,
    candidates = excluded.candidates, match_version = excluded.match_version, matched_at = now()
where (i.recording_id, i.method, i.score, i.reasons, i.candidates, i.match_version)
      is distinct from (excluded.recording_id, excluded.method, excluded.score, excluded.reasons, excluded.candidates,
                        excluded.match_version)
