create temp table if not exists staged_context (
    number integer, form text, is_video boolean, platform text, country text, reason_start text, reason_end text,
    shuffle boolean, skipped boolean, offline boolean, incognito boolean
) on commit delete rows
