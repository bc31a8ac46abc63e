-- Whether somebody of a label and team is one of those asked for: 'All' is every label, null every team.
create or replace function mart.is_within(label text, team text, wanted_label text, wanted_team text) returns boolean
    language sql immutable parallel safe
return is_within.wanted_label in (is_within.label, 'All')
       and (is_within.wanted_team is null or coalesce(is_within.team = is_within.wanted_team, false));

comment on function mart.is_within(text, text, text, text) is
    'Whether a label and team are those asked for; ''All'' is every label, null every team.';
