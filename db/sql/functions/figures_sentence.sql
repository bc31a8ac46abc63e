-- Up to when figures are, in one sentence: "figures up to Thu 12 Nov, delivered 16 Nov, 11 days behind".
create or replace function core.figures_sentence(up_to_on date, delivered_at timestamptz, days_behind integer) returns text
    language sql stable parallel safe
    return case when up_to_on is null then 'no figures have arrived yet'
                else format('figures up to %s, delivered %s, %s', to_char(up_to_on::timestamp, 'Dy FMDD Mon'),
                            to_char(delivered_at at time zone 'UTC', 'FMDD Mon'),
                            case days_behind when 0 then 'in time' when 1 then '1 day behind'
                                             else days_behind || ' days behind' end) end;

comment on function core.figures_sentence(date, timestamptz, integer) is
    'Last day of figures, when it was delivered and how many days more than usual it is behind, in a sentence.';
