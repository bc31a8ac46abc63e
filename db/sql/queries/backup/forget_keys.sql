-- In Superset's own database: what only the lost secret key could open. The next sync enters the warehouse's log-in anew.
update dbs set password = null, encrypted_extra = null, server_cert = null;
delete from database_user_oauth2_tokens;
delete from ssh_tunnels
