-- Kinds of action with what they brought; a kind nothing was done of has a row, too.
create view bi.outcome_board as
select k.kind, o.measure, coalesce(o.actions, 0) as actions, coalesce(o.not_told, 0) as not_told, o.effect, o.effect_low, o.effect_high,
       coalesce(o.is_helpful, false) as is_helpful,
       coalesce(o.reason, 'Nothing of it was done four weeks ago or longer.') as reason,
       case when o.is_helpful then 1 when o.effect is not null then 2 when o.rule is not null then 3 else 4 end as weight,
       '<div class="gs-cause"><span><b>' || k.kind || '</b></span>'
           || case when o.rule is null then '<span class="gs-note">nothing done yet</span>'
                   else '<span>' || case when o.is_helpful then '<span class="gs-chip gs-confirmed">▲ helped</span>'
                                         when o.effect is not null then '<span class="gs-chip gs-over">not told from chance</span>'
                                         else '<span class="gs-chip gs-expected">too few yet</span>' end
                        || '</span><span class="gs-note">' || bi.escaped(o.reason) || '</span>' end || '</div>' as outcome_html
from core.action_kinds() k
left join mart.rule_outcome o on o.rule = k.rule;
