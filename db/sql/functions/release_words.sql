-- A title in a sentence: one written right to left does not pull the figures after it along.
create or replace function core.quoted(name text) returns text
    language sql immutable parallel safe
    return '“' || U&'\2068' || name || U&'\2069' || '”';

-- A name is as it is written, so that it is found again; one with letters written right to left alone needs the marks.
create or replace function core.isolated(name text) returns text
    language sql immutable parallel safe
    return case when name ~ U&'[\0590-\08FF\FB1D-\FDFF\FE70-\FEFF]' then U&'\2068' || name || U&'\2069' else name end;

comment on function core.isolated(text) is 'A name in a sentence, isolated from its direction where it has letters written right to left.';

comment on function core.quoted(text) is 'A title in quotes, isolated from the direction of the text around it.';

-- Days as words: "day 4 of X is missing", "days 4 and 5 of X are missing"; null for none.
create or replace function core.missing_words(days integer[], song text) returns text
    language sql immutable parallel safe
    return case coalesce(cardinality(days), 0)
               when 0 then null
               when 1 then format('day %s of %s is missing', days[1], core.quoted(song))
               else format('days %s and %s of %s are missing', array_to_string(days[:cardinality(days) - 1], ', '),
                           days[cardinality(days)], core.quoted(song)) end;

comment on function core.missing_words(integer[], text) is 'Which days of a song are missing, in words.';

-- A release beside the artist's last one, in one sentence for pages, report and mail. Figures of both are of the same days
-- since release; below the floor of a share, and from a hundredfold on, the other figure stands there instead of a multiple.
create or replace function core.release_words(
    song text, days_out integer, streams bigint, missing integer[], last_song text, compared bigint, last_compared bigint,
    days_compared integer, last_missing integer[]
)
    returns text
    language sql immutable parallel safe
    return core.quoted(song) || ' '
           || coalesce(core.short_figure(streams), 'no figure')
           || case days_out when 1 then ' on its first day' else ' in its first ' || days_out || ' days' end
           || case when last_song is null then ', the artist''s first release with figures'
                   when last_compared is null then format(', no day of which can be compared with %s', core.quoted(last_song))
                   when last_compared < core.share_floor('track') or compared < 0 or compared >= last_compared * 100
                       then format(', after %s of %s at the same day', core.short_figure(last_compared), core.quoted(last_song))
                   when compared * 200 between last_compared * 199 and last_compared * 201
                       then format(', level with %s at the same day', core.quoted(last_song))
                   else format(', %s times %s at the same day',
                               to_char(compared / last_compared::numeric,
                                       case when compared * 10 < last_compared * 11 then 'FM990.00' else 'FM990.0' end),
                               core.quoted(last_song)) end
           || coalesce(' (' || nullif(concat_ws('; ',
                  core.missing_words(missing, song), core.missing_words(last_missing, last_song),
                  case when days_compared < days_out and last_compared is not null
                       then 'compared over the other ' || days_compared end), '') || ')', '');

comment on function core.release_words(text, integer, bigint, integer[], text, bigint, bigint, integer, integer[]) is
    '"“Song” 1.2M in its first 7 days, 1.4 times “Last song” at the same day", with the days that are missing.';
