-- How the catalogue stands: works, those linked by how it came, and those without a link by why.
select count(*) as works,
       count(*) filter (where w.is_linked) as linked,
       count(*) filter (where w.is_linked and w.confidence = 'high') as linked_by_itself,
       count(*) filter (where w.is_linked and w.confidence = 'medium') as accepted,
       count(*) filter (where w.is_linked and w.confidence = 'by_hand') as by_hand,
       count(*) filter (where w.link_state = 'in review') as in_review,
       count(*) filter (where w.link_state in ('missing', 'not searched')) as missing,
       count(*) filter (where w.link_state = 'dead') as dead,
       count(*) filter (where w.link_state = 'changed') as changed,
       count(*) filter (where w.link_state = 'region lost') as region_lost
from mart.work w
