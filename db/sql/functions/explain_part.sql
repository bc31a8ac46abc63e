-- The parts of a figure with both weeks of each, and why one was left out of the comparison.
create or replace function core.explain_part(
    of_metric smallint, entity_kind text, entity_id bigint, basis text, friday date
)
    returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    was_at timestamptz := core.reported_at(friday - 7);
    measured core.metric;
begin
    select m.* into measured from core.metric m where m.metric_id = of_metric;
    return coalesce((
        with member as (
            select * from core.explain_member(of_metric, explain_part.entity_kind, explain_part.entity_id,
                                              friday)
        ), week as (
            select b.*, t.name, t.credit_name, t.release_on, w.week_on is not null as is_seen, w.value, w.this_week,
                   w.last_week, w.change, w.days_present, w.days_matched, w.days_spanned, w.is_complete, w.correction,
                   w.double_days, w.reported, l.week_on is not null as was_seen, l.value as value_before,
                   l.reported as reported_before
            from member b
            join core.track t on t.track_id = b.id
            left join mart.track_week w on w.track_id = b.id and w.metric_id = of_metric and w.week_on = friday
            left join mart.track_week l on l.track_id = b.id and l.metric_id = of_metric and l.week_on = friday - 7
            where b.kind = 'track'
            union all
            select b.*, coalesce(s.name, s.sound_id_tiktok), s.author, null, w.week_on is not null, w.value,
                   w.this_week, w.last_week, w.change, w.days_present, w.days_matched, w.days_spanned, w.is_complete,
                   w.correction, 0::smallint, w.reported, l.week_on is not null, l.value, l.reported
            from member b
            join core.sound s on s.sound_id = b.id
            left join mart.sound_week w on w.sound_id = b.id and w.metric_id = of_metric and w.week_on = friday
            left join mart.sound_week l on l.sound_id = b.id and l.metric_id = of_metric and l.week_on = friday - 7
            where b.kind = 'sound'
            union all
            -- beside tracks stands the account's own figure, which is the artist's where the basis says so
            select b.*, a.name, null, null, own.value is not null, own.value, own.this_week, own.last_week, own.change,
                   w.days_present, w.days_matched, null, w.is_complete, w.correction, 0::smallint, own.reported,
                   own.value_before is not null, own.value_before, own.reported_before
            from member b
            join core.artist a on a.artist_id = b.id
            left join mart.artist_week w on w.artist_id = b.id and w.metric_id = of_metric and w.week_on = friday
            left join mart.artist_week l on l.artist_id = b.id and l.metric_id = of_metric and l.week_on = friday - 7
            cross join lateral (
                select case when measured.entity_kind = 'artist' then w.value else w.account_value end as value,
                       case when measured.entity_kind = 'artist' then l.value else l.account_value end as value_before,
                       case when w.basis = 'account' then w.this_week end as this_week,
                       case when w.basis = 'account' then w.last_week end as last_week,
                       case when w.basis = 'account' then w.change end as change,
                       w.account_reported as reported, l.account_reported as reported_before
            ) own
            where b.kind = 'artist'
        )
        select jsonb_agg(jsonb_build_object(
                   'kind', p.kind, 'id', p.id, 'name', p.name, 'credit', p.credit_name, 'release_on', p.release_on,
                   'is_linked', p.is_linked, 'was_linked', p.was_linked, 'is_counted', c.is_counted,
                   'is_compared', p.change is not null, 'left_out', c.left_out, 'value', p.value,
                   'value_last_week', p.value_before, 'this_week', p.this_week, 'last_week', p.last_week,
                   'change', p.change, 'reported', p.reported, 'reported_last_week', p.reported_before,
                   'days_present', p.days_present, 'days_matched', p.days_matched,
                   'links', case when p.kind = 'artist' then '[]'::jsonb else coalesce(core.explain_link(
                       p.kind, p.id, case when explain_part.entity_kind = 'artist' then explain_part.entity_id end,
                       was_at), '[]') end,
                   'caveats', (select coalesce(jsonb_agg(v.detail), '[]') from (
                       select x.detail from core.track_week_caveat(measured.unit, coalesce(p.this_week, p.value),
                           p.days_present, p.days_spanned, p.is_complete, p.correction, p.double_days) x
                       where p.kind = 'track' and p.is_seen
                       union all
                       select x.detail from core.sound_week_caveat(
                           measured.unit, p.value, p.days_spanned, p.correction) x
                       where p.kind = 'sound' and p.is_seen) v))
                   order by c.is_counted desc, p.value desc nulls last, p.value_before desc nulls last, p.kind, p.id)
        from week p
        cross join lateral (
            select p.is_linked and (explain_part.entity_kind <> 'artist'
                                    or (p.kind = 'artist') = (explain_part.basis = 'account')) as is_counted,
                   case when not p.is_linked then 'not linked now'
                        when p.kind = 'artist' and explain_part.basis <> 'account'
                            then 'for comparison; the figure is the sum over tracks'
                        when p.kind <> 'artist' and explain_part.entity_kind = 'artist'
                             and explain_part.basis = 'account' then 'for comparison; the figure is the account''s own'
                        when p.change is not null then null
                        when not p.is_seen and not p.was_seen then 'no reading in either week'
                        when not p.is_seen then 'no reading this week'
                        when not p.was_seen then 'no reading in the week before'
                        when measured.metric_kind = 'flow' then 'no day seen in both weeks'
                        else 'the two weeks are not both whole' end as left_out
        ) c), '[]');
end
$$;

comment on function core.explain_part(smallint, text, bigint, text, date) is
    'Parts of a figure: names, links, both weeks, and why one was left out of the comparison.';
