-- A label or team a login is limited to.
insert into app.reader_scope (login, kind, name) values (:login, :kind, :name)
