create temp table if not exists staged_item (number integer, kind text, id text, name text, artist text, album text)
on commit delete rows
