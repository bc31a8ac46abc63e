select week_on, artist, lead_html like '%Ann &amp; Co: streams up 50% to 90.0K%' as is_named,
       lead_html like '%Most of the change is new releases (+28.0K).%' and lead_html like '%+2.0K%' as is_split
from bi.artist_lead
