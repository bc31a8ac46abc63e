-- How many of its circumstances each of these tells.
select context_id,
       num_nonnulls(platform, country_code, reason_start, reason_end, is_shuffle, is_skipped, is_offline, is_incognito)
           as circumstances
from core.play_context
where context_id = any(cast(:contexts as integer[]))
