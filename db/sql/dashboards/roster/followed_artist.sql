-- Followed artists as dashboards show them. Whatever people can have typed is escaped in the columns that hold HTML;
-- initials lie behind the picture, for where there is none or it does not load (a browser shows nothing for a picture that
-- fails only as long as its width is left open).
create view bi.followed_artist as
select f.artist_id, f.artist, f.artist_name, f.label, f.team, f.image_url, f.is_first,
       '<a href="' || bi.artist_page(f.artist) || '" title="Open this artist">'
           || '<span style="position:relative;display:inline-block;width:34px;height:34px;border-radius:50%;'
           || 'overflow:hidden;line-height:34px;text-align:center;color:#fff;font-weight:600;background:'
           || (array['#33658a', '#86608e', '#b0603a', '#4f772d', '#7a5c61', '#2f6f73', '#9b4f5e', '#5f6caf'])[f.artist_id % 8 + 1]
           || '">' || bi.escaped(upper(left(f.artist_name, 1) || coalesce(substring(f.artist_name from '\s(\S)'), '')))
           || case when f.image_url ~ '^https?://' then
                  '<img alt="" style="position:absolute;left:50%;top:0;height:34px;transform:translateX(-50%)" src="'
                  || bi.escaped(f.image_url) || '"/>' else '' end
           || '</span></a>' as picture_html,
       '<a href="' || bi.artist_page(f.artist) || '" title="Open this artist">' || bi.escaped(f.artist) || '</a>'
           as artist_link_html
from mart.followed_artist f;
