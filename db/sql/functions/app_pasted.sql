-- What people paste: the one place that reads Spotify links and ids of TikTok sounds, for the pages, which may import
-- nothing of the rest, as for the command line. Only whether a sound is known is looked up. GW400: nothing of the kind;
-- GW415: a good link, but to something else than is wanted here, or a short one, which only its owner's server resolves.
create or replace function app.bare(pasted text) returns text
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    blanks constant text := '[\s\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]';
    -- what surrounds an address in mails, chats and spreadsheets
    around constant text := E' \t\r\n\u00a0"''`<>()[]{}|*.,;:!?…\u2018\u2019\u201c\u201d\u00ab\u00bb';
    given text := regexp_replace(
        coalesce(pasted, ''), '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g');
    links text[];
begin
    given := regexp_replace(btrim(given, around), '(%20|%09|%0a|%0d)+$', '', 'i');
    if given ~ blanks then
        -- the text an app shares: words, and one link among them
        links := array(select m[1] from regexp_matches(
            given, '((?:https?://|spotify:|(?:open\.|play\.)?spotify\.com/|(?:www\.|m\.)?tiktok\.com/)[^\s\u00a0]+)', 'gi') m);
        given := case when cardinality(links) = 1 then links[1] else given end;
    end if;
    if given ~* '^(https?|spotify)%3a' then
        given := replace(replace(regexp_replace(regexp_replace(regexp_replace(
            given, '%3a', ':', 'gi'), '%2f', '/', 'gi'), '%3f', '?', 'gi'), '%3D', '='), '%26', '&');
    end if;
    return btrim(given, around);
end
$$;

create or replace function app.shown(pasted text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select case when length(l.line) <= 80 then l.line else left(l.line, 79) || '…' end
    from (select btrim(regexp_replace(
        pasted, '[\s\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g')) as line) l
$$;

create or replace function app.address(pasted text, out host text, out segments text[])
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    rest text := address.pasted;
    scheme text := split_part(rest, '://', 1);
    authority text;
begin
    if rest ~ '[\s\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]' then
        return;
    end if;
    if scheme <> rest then
        if lower(scheme) not in ('http', 'https') then
            return;
        end if;
        rest := substr(rest, length(scheme) + 4);
    elsif starts_with(rest, '//') then
        rest := substr(rest, 3);
    end if;
    authority := substring(rest from '^[^/?#]*');
    -- before an @ stands a user's name, not the host
    host := split_part(regexp_replace(authority, '^.*@', ''), ':', 1);
    if host ~ '[][]' or strpos(host, '.') = 0 then
        host := null;
        return;
    end if;
    host := regexp_replace(rtrim(lower(host), '.'), '^www\.', '');
    segments := array_remove(string_to_array(
        substring(substr(rest, length(authority) + 1) from '^[^?#]*'), '/'), '');
end
$$;

create or replace function app.spotify_id(pasted text, wanted text) returns text
    language plpgsql immutable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    given text := app.bare(spotify_id.pasted);
    target text := case spotify_id.wanted when 'artist' then 'an artist' else 'a track' end;
    host text;
    segments text[];
    kind text;
begin
    if given ~ '^[0-9A-Za-z]{22}$' then
        return given;
    end if;
    if given ~* '^spotify:' then
        segments := (string_to_array(substring(given from '^[^?#]*'), ':'))[2:];
        segments[2] := rtrim(segments[2], '/');
    else
        select a.host, a.segments into host, segments from app.address(given) a;
        if host in ('spotify.link', 'link.tospotify.com', 'spoti.fi') or host ~ '(^|\.)app\.link$'
           or host in ('open.spotify.com', 'play.spotify.com') and segments[1] = 's' then
            raise exception using errcode = 'GW415', message = app.shown(given) || ' is a short link, which only '
                'Spotify can resolve: open it in a browser, wait for the page, and paste the long address that starts '
                'with https://open.spotify.com/.';
        end if;
        if host is null or host not in ('open.spotify.com', 'play.spotify.com') then
            segments := null;
        end if;
        if cardinality(segments) > 0 then
            segments := array_remove(string_to_array(
                regexp_replace(array_to_string(segments, '/'), '%2f', '/', 'gi'), '/'), '');
        end if;
        while segments[1] ~* '^(intl-[a-z]{2,3}(-[a-z0-9]{2,8})*|embed)$' loop
            segments := segments[2:];
        end loop;
    end if;
    if lower(segments[1]) = 'user' and lower(segments[3]) = 'playlist' and cardinality(segments) >= 4 then
        segments := segments[3:];
    end if;
    -- an address that was written into another one ends where its question began
    segments[2] := regexp_replace(segments[2], '(%3f|%23|%26|%20|%09|%0a|%0d).*$', '', 'i');
    kind := lower(segments[1]);
    if kind is null or segments[2] is null
       or kind not in ('artist', 'track', 'album', 'playlist', 'user', 'show', 'episode', 'audiobook') then
        raise exception using errcode = 'GW400', message =
            case when given = '' then 'Nothing was given'
                 else '“' || app.shown(given) || '” names no ' || spotify_id.wanted || ' on Spotify' end
            || case when given ~ '^[0-9A-Za-z]{18,26}$'
                    then ' (' || length(given) || ' characters, 22 are wanted)' else '' end
            || '; give a link such as https://open.spotify.com/' || spotify_id.wanted || '/4Z8W4fKeB5YxbusRsdQVPb, '
            || 'a URI such as spotify:' || spotify_id.wanted || ':4Z8W4fKeB5YxbusRsdQVPb, or the bare id of 22 letters '
            || 'and digits.';
    end if;
    if kind <> spotify_id.wanted then
        raise exception using errcode = 'GW415', message = app.shown(given) || ' is a link to '
            || case when kind ~ '^[aeo]' then 'an ' else 'a ' end || kind || '; here the link to ' || target
            || ' is wanted: open it on Spotify, choose '
            || case spotify_id.wanted when 'artist' then 'the artist''s name' else 'the track' end
            || ' there, and copy the link of that page.';
    end if;
    if segments[2] !~ '^[0-9A-Za-z]{22}$' then
        raise exception using errcode = 'GW400', message = app.shown(given) || ' names no ' || spotify_id.wanted
            || ': Spotify''s ids are 22 letters and digits, and “' || app.shown(segments[2]) || '” is not; copy the '
            || 'link again from Spotify.';
    end if;
    return segments[2];
end
$$;

create or replace function app.sound_id(
    pasted text, out sound_id_tiktok text, out warnings text[], out is_known boolean)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    given text := app.bare(sound_id.pasted);
    wanted constant text := '; give the address of the sound''s page, such as '
        'https://www.tiktok.com/music/original-sound-6956990112127585029, or the id alone (19 digits).';
    host text;
    segments text[];
    found text := given;
    made timestamp;
begin
    if given ~ '^[0-9]+[.,]?[0-9]*[eE]\+?[0-9]+$' then
        raise exception using errcode = 'GW400', message = app.shown(given) || ' is a number that a spreadsheet has '
            'rounded, its last digits are gone; make the column text, and copy the id from TikTok again.';
    end if;
    if given !~ '^[0-9]+$' then
        select a.host, array(select lower(s) from unnest(a.segments) s) into host, segments from app.address(given) a;
        if host in ('vm.tiktok.com', 'vt.tiktok.com') or host ~ '(^|\.)app\.link$'
           or host in ('tiktok.com', 'm.tiktok.com') and segments[1] = 't' then
            raise exception using errcode = 'GW415', message = app.shown(given) || ' is a short link, which only '
                'TikTok can resolve: open it in a browser, and paste the long address that holds /music/.';
        end if;
        if host in ('tiktok.com', 'm.tiktok.com')
           and (segments && array['video', 'photo'] or segments[1] = 'v') then
            raise exception using errcode = 'GW415', message = app.shown(given) || ' is the address of a video; open '
                'it, choose the name of its sound at the bottom, and paste the address of that page, which holds '
                '/music/.';
        end if;
        -- …/music/{slug}-{id}, …/music/{id} and …/h5/share/music/{id}.html
        found := substring(segments[array_position(segments, 'music') + 1] from
            '^(?:.*-)?([0-9]+)(?:\.html)?(?:(?:%3f|%23|%26|%20|%09|%0a|%0d).*)?$');
        if found is null or host is null or host not in ('tiktok.com', 'm.tiktok.com') then
            raise exception using errcode = 'GW400', message =
                case when given = '' then 'Nothing was given'
                     else '“' || app.shown(given) || '” names no sound on TikTok' end || wanted;
        end if;
    end if;
    if found !~ '^[1-9][0-9]{14,19}$' then
        raise exception using errcode = 'GW400', message = '“' || app.shown(given) || '” has an id of '
            || length(found) || ' digits; a sound''s id has 19, now and then 15 to 20, and does not begin with 0. Copy '
            'it from the sound''s page again.';
    end if;
    sound_id_tiktok := found;
    is_known := exists (select from core.sound s where s.sound_id_tiktok = found);
    if length(found) = 19 then
        -- of an ordinary sound the top 32 of its 64 bits are seconds since 1970; catalogue sounds do not follow it
        made := to_timestamp((div(found::numeric, 4294967296) % 4294967296)::double precision) at time zone 'utc';
    end if;
    warnings := array_remove(array[
        case when length(found) <> 19 then format('%s has %s digits; nearly all sounds have 19.', found,
                                                  length(found)) end,
        case when found like '%000' then format('%s ends with 000: a spreadsheet may have rounded it.', found) end,
        -- musical.ly, whose sounds TikTok took over, began in 2014
        case when made < '2014-01-01' then format(
            '%s would have been made in %s, before TikTok: right for some catalogue sounds, else a digit is wrong.',
            found, to_char(made, 'YYYY')) end], null);
end
$$;

comment on function app.bare(text) is
    'The one link of a text without what can''t be seen and without blanks, quotes, brackets and stops around it.';
comment on function app.shown(text) is 'The text as a message may repeat it: on one line, not endless.';
comment on function app.address(text) is
    'Host in lower case without www. and the segments of the path of a web address; nulls when it is none.';
comment on function app.spotify_id(text, text) is
    'Spotify''s id of the artist or track (wanted) that a link, URI or bare id names; an error that says what to do.';
comment on function app.sound_id(text) is
    'TikTok''s id of the sound that an id or the address of its page names, what is doubtful, and whether it is known.';
revoke execute on function app.bare(text) from public;
revoke execute on function app.shown(text) from public;
revoke execute on function app.address(text) from public;
revoke execute on function app.spotify_id(text, text) from public;
revoke execute on function app.sound_id(text) from public;
