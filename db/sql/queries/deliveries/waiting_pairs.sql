select distinct (item ->> 'ID')::bigint as id, (item ->> 'PRIMARY_SPOTIFY_ACCOUNT_ID')::bigint as account_id
from ops.reject where source = 'SPOTIFY_TRACKS' and reason like 'Unknown %'
