-- Functions of Postgres that get around limits and that everybody may still call, as SQL names them.
select h::text from app.harmful_functions() h
