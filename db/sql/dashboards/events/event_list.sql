-- What happened to an artist, as the dashboard Artist lists it: its day, its sentence, and how long it lasted.
create view bi.event_list as
select e.artist_id, e.artist, e.label, e.team, e.happened_on, e.kind_name,
       '<span>' || bi.escaped(e.sentence) || '</span>'
       || coalesce(' <span class="gs-note">until ' || to_char(e.until_on, 'Dy FMDD Mon') || '</span>', '') as event_html,
       e.size, e.unit
from mart.artist_event e;
