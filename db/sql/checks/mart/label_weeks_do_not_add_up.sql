-- fail: A week of a label whose figures do not add up: the change by its parts, or total and change by who made them.
select f.week_on, f.label, f.metric, b.broken
from mart.label_figures f
left join (
    select week_on, label, metric, sum(total) as total, sum(last_total) as last_total, sum(change) as change,
           sum(new_releases) as new_releases
    from mart.label_member group by week_on, label, metric
) m using (week_on, label, metric)
cross join lateral (
    select concat_ws('; ',
        case when f.last_total + f.restated + f.real_listening + f.new_releases_change + f.newly_linked + f.missing_days
                  <> f.total then 'the parts of the change do not lead from last total to total' end,
        case when m.total is distinct from f.total then format('artists add up to %s, the label is %s', m.total, f.total) end,
        case when m.last_total is distinct from f.last_total
             then format('last week artists add up to %s, the label was %s', m.last_total, f.last_total) end,
        case when m.change is distinct from f.change
             then format('artists changed by %s, the label by %s', m.change, f.change) end,
        case when m.new_releases is distinct from f.new_releases
             then format('new releases of artists are %s, of the label %s', m.new_releases, f.new_releases) end) as broken
) b
where b.broken <> ''
order by f.week_on, f.label, f.metric
