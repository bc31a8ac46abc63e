insert into core.play_context (
    form, is_video, platform, country_code, reason_start, reason_end, is_shuffle, is_skipped, is_offline, is_incognito
)
select distinct form, is_video, platform, country, reason_start, reason_end, shuffle, skipped, offline, incognito
from staged_context
where number = any(cast(:numbers as integer[]))
order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
on conflict do nothing
