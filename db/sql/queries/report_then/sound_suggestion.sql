-- Suggestions made by then; what was decided since still waits.
select suggestion_id, sound_id, artist_id, track_id, score, evidence,
       case when decided_at > cast(:cards_at as timestamptz) then 'waiting' else state end as state, suggested_at,
       case when decided_at <= cast(:cards_at as timestamptz) then decided_by end as decided_by,
       case when decided_at <= cast(:cards_at as timestamptz) then decided_at end as decided_at
from app.sound_suggestion where suggested_at <= cast(:cards_at as timestamptz)
