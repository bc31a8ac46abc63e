-- Small picture of a platform, for table cells that render HTML: a file of superset/brand/static/platforms where there is
-- one, else a round badge with initials, as artists without a picture have.
create or replace function bi.platform_logo_html(code text, name text) returns text
    language sql immutable parallel safe
return case
    when code in ('apple-music', 'deezer', 'instagram', 'shazam', 'soundcloud', 'spotify', 'tiktok', 'youtube')
    then '<img alt="" style="display:block;width:20px;height:20px;margin:auto" '
         || 'src="/groundswell/static/platforms/' || code || '.svg"/>'
    else '<span style="display:block;width:20px;height:20px;margin:auto;border-radius:50%;overflow:hidden;'
         || 'line-height:20px;text-align:center;font-size:10px;font-weight:600;color:#fff;background:#5b6470">'
         || bi.escaped(upper(left(name, 1))) || '</span>' end;

comment on function bi.platform_logo_html(text, text) is 'HTML: small picture of a platform, or its first letter on a badge.';
