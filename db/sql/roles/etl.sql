-- Flows that shall not run as the owner: rows of every table, temporary tables, no change of shape.
alter role "etl" in database "warehouse" set timezone = 'UTC';
grant temporary on database "warehouse" to "etl";
