-- Codes of the queue and of calls in the words dashboards use. What is not listed is said without its underscores.
create or replace function core.words_of(code text) returns text
    language sql immutable parallel safe
return lower(regexp_replace(regexp_replace(code, '\.get|[._]', ' ', 'g'), '([a-z])([A-Z])', '\1 \2', 'g'));

comment on function core.words_of(text) is 'A code of ours or of a provider as words: track.getTopTags is track top tags.';

create or replace function core.standing_label(state text, outcome text) returns text
    language sql immutable parallel safe
return case state when 'done' then case when outcome in ('no_data', 'not_offered') then 'nothing there' else 'done' end
                  when 'dead' then 'given up' when 'leased' then 'under way' when 'retry' then 'waits for a retry'
                  else 'waits' end;

comment on function core.standing_label(text, text) is 'How an item of the queue stands: done, nothing there, waits, ...';

-- Reasons name addresses and ids, so that one of them can be looked into; without those, like ones can be counted.
create or replace function core.reason_label(reason text) returns text
    language sql immutable parallel safe
return regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
           reason, ' for /\S+?:', ':', 'g'), ' [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '', 'g'),
           'nearest of \d+', 'nearest'), ' for a track of .*', ' for another artist''s track'), '\.\.+$', '.');

comment on function core.reason_label(text) is 'Why something could not be had, without addresses and ids.';
