-- How a figure is made, in sentences: from the metric's kind, how the parts are found, and the basis of the week.
create or replace function core.explain_formula(
    figures jsonb, entity_kind text, metric_kind text, metric_entity text, membership text, identifier_rule text,
    unit text
)
    returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'week', jsonb_build_object('method_version', figures #> '{week,method_version}', 'how', concat_ws(' ',
            case metric_kind
                when 'flow' then format('The %s of every day from Friday to Thursday are added up.', unit)
                when 'counter' then format('The last running total of the week less the last one before it gives the '
                    '%s; a fall stays in as a correction.', unit)
                when 'stock' then format('The last count of the week less the last one before it gives the new %s; a '
                    'fall stays in as a removal.', unit)
                when 'rolling' then format('The mean of the week''s daily %s, each an average already.', unit)
                else format('The vendor''s own total of the 7 days that end with Thursday gives the %s.', unit) end,
            case when metric_entity = 'track' and identifier_rule = 'largest'
                     then 'Of several ids of a track, which mirror each other, the largest speaks.'
                 when metric_entity = 'track' and identifier_rule = 'sum'
                     then 'Several ids of a track are things of their own and are added up.' end,
            case when entity_kind not in ('artist', 'label') then null
                 when figures #>> '{week,basis}' = 'account' and metric_entity = 'track'
                     then 'Shown is the artist''s account, because the linked tracks explain less than 80 % of it over '
                          '8 weeks, or no track is linked.'
                 when metric_entity = 'artist' then 'It is the artist''s own series.'
                 when membership = 'links' then 'It is added up over the songs that the Spotify tracks of the account '
                     'are linked to, each song once, full credit for every artist on it.'
                 when membership = 'sounds' then 'It is added up over the TikTok sounds people linked.'
                 else 'It is added up over the tracks credited to the artist, full credit each.' end,
            case when entity_kind = 'label'
                 then 'A label counts the artists with a confirmed card, what their accounts have beyond linked songs, '
                      'and a track or sound they share once.' end,
            'this_week and last_week are like for like: the same parts in both weeks',
            case when metric_kind = 'flow' and coalesce(figures #>> '{week,basis}', '') <> 'account'
                 then 'and only the days seen in both.' else 'and only where both are whole.' end)),
        'bridge', case when figures ->> 'bridge' is not null then jsonb_build_object(
            'method_version', figures #> '{bridge,method_version}',
            'how', 'From the week before as it was reported, the Monday after it at 07:00 UTC, to this week over '
                'everything seen: same parts and days without new releases, these (songs less than 4 weeks old when the week ends), '
                'parts linked since, days seen in one week only, '
                'and what the week before has become since; the five add up to the change.') end,
        'badge', case when jsonb_array_length(figures -> 'badges') > 0 then jsonb_build_object(
            'method_version', figures #> '{badges,0,method_version}',
            'how', 'The tier follows from the inputs in the row: ratio against the threshold, the interval around what '
                'was expected, the extra units against the floor, and a test that keeps false alarms of the week few.')
            end))
$$;

comment on function core.explain_formula(jsonb, text, text, text, text, text, text) is
    'How a week''s figure, its bridge and its badge are made, with the number of each formula.';
