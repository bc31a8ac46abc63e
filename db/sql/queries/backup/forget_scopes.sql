-- Logins of labels and teams were those of another server; the next sync of Superset makes them anew.
delete from app.reader_scope
