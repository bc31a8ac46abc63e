-- Actions as dashboards list them: what is the matter, what could be done, what it takes; and of those done what they brought.
create view bi.action_board as
select a.action_id, a.artist_id, a.artist, f.picture_html, f.artist_link_html, a.label, a.team, k.kind, a.title, a.step, a.evidence, a.cost,
       a.aims_at, a.weight, a.artist_place, a.owner, a.state, a.state_reason, a.found_at, a.state_at, a.state_by, a.done_on, a.verdict,
       a.outcome_reason,
       '<div class="gs-cause"><span><b>' || bi.escaped(a.title) || '</b></span><span class="gs-note">' || bi.escaped(a.step)
           || '</span></div>' as action_html,
       case when a.state in ('open', 'doing') then 1 when a.state = 'done' then 2 when a.state = 'dismissed' then 3 else 4 end as state_place,
       case a.state when 'open' then '<span class="gs-chip gs-over">open</span>'
                    when 'doing' then '<span class="gs-chip gs-release">doing</span>'
                    when 'done' then '<span class="gs-chip gs-rising">done</span>'
                    else '<span class="gs-chip gs-expected">' || a.state || '</span>' end as state_html,
       case when a.state = 'done' and a.verdict is null then '<span class="gs-chip gs-expected">measured after 4 weeks</span>'
            when a.verdict = 'more' then '<span class="gs-chip gs-confirmed">▲ more than its peers</span>'
            when a.verdict = 'less' then '<span class="gs-chip gs-fell">▼ less than its peers</span>'
            when a.verdict = 'as much' then '<span class="gs-chip gs-over">as much as its peers</span>'
            when a.verdict = 'cannot be told' then '<span class="gs-chip gs-check">cannot be told</span>' end as verdict_html
from mart.action a
join bi.followed_artist f on f.artist_id = a.artist_id
join core.action_kinds() k on k.rule = a.rule;
