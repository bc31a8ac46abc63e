-- What a login was limited to.
delete from app.reader_scope where login = :login
