-- The roots of every genre, by name.
select g.name, array_agg(r.name) as roots
from core.genre_root gr join core.genre g on g.genre_id = gr.genre_id join core.genre r on r.genre_id = gr.root_id
group by g.name
