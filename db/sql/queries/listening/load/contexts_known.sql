-- Compared as text, in which a null equals a null: that can be hashed.
select s.number, c.context_id as id, 0 as is_less
from staged_context s
join core.play_context c
  on cast(row(c.form, c.is_video, c.platform, c.country_code, c.reason_start, c.reason_end, c.is_shuffle,
              c.is_skipped, c.is_offline, c.is_incognito) as text)
   = cast(row(s.form, s.is_video, s.platform, s.country, s.reason_start, s.reason_end, s.shuffle, s.skipped,
              s.offline, s.incognito) as text)
where s.number = any(cast(:numbers as integer[]))
