-- Values of a catalogue of works as their owners write them. Each answers null for nothing, raises GW400 for what is none.
create or replace function app.isrc(given text) returns text
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    -- ISO 3901: two letters, three letters or digits, two digits of the year, five of the recording
    code text := upper(regexp_replace(coalesce(given, ''), '[\s‐‑–.-]', '', 'g'));
begin
    if code <> '' and code !~ '^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$' then
        raise exception '“%” is no ISRC: two letters, three letters or digits and seven digits are wanted, as in '
            'GBAYE0601498.', app.shown(given) using errcode = 'GW400';
    end if;
    return nullif(code, '');
end
$$;

create or replace function app.upc(given text) returns text
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    code text := regexp_replace(coalesce(given, ''), '[\s-]', '', 'g');
    total integer;
begin
    if code = '' then
        return null;
    end if;
    if code !~ '^[0-9]{12,13}$' then
        raise exception '“%” is no UPC or EAN: 12 or 13 digits are wanted%.', app.shown(given),
            case when code ~* '^[0-9]+[.,]?[0-9]*e\+?[0-9]+$' then '; a spreadsheet has rounded it, make the column text'
                 when code ~ '^[0-9]{8,11}$' then '; a spreadsheet may have dropped zeros at its front' else '' end
            using errcode = 'GW400';
    end if;
    -- GS1: digits from the right weigh 1, 3, 1, 3, …, and the sum is a multiple of ten
    select sum(substr(reverse(code), n, 1)::integer * case when n % 2 = 0 then 3 else 1 end) into total
    from generate_series(1, length(code)) n;
    if total % 10 <> 0 then
        raise exception 'The UPC % has a wrong check digit (its last should be %); a digit was mistyped.', code,
            (10 - (total - right(code, 1)::integer) % 10) % 10 using errcode = 'GW400';
    end if;
    return code;
end
$$;

create or replace function app.track_length_ms(given text) returns integer
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    part text[] := regexp_match(btrim(coalesce(given, '')), '^(?:([0-9]):)?([0-9]{1,2}):([0-5][0-9])(?:[.,]([0-9]{1,3}))?$');
    length_ms integer;
begin
    if btrim(coalesce(given, '')) = '' then
        return null;
    end if;
    length_ms := coalesce(part[1]::integer, 0) * 3600000 + part[2]::integer * 60000 + part[3]::integer * 1000
        + coalesce(rpad(part[4], 3, '0')::integer, 0);
    if coalesce(length_ms, 0) = 0 or part[1] is not null and part[2]::integer > 59 then
        raise exception '“%” is no length of a track; write minutes and seconds, as in 3:45.', app.shown(given)
            using errcode = 'GW400';
    end if;
    return length_ms;
end
$$;

create or replace function app.release_day(given text) returns date
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    day date;
begin
    if btrim(coalesce(given, '')) = '' then
        return null;
    end if;
    begin
        if btrim(given) ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
            day := btrim(given)::date;
        end if;
    exception when others then
        day := null;
    end;
    if day is null or day < date '1900-01-01' or day > current_date + 3650 then
        raise exception '“%” is no release day; write it as in 2024-03-31.', app.shown(given) using errcode = 'GW400';
    end if;
    return day;
end
$$;

comment on function app.isrc(text) is 'An ISRC in capitals without separators; null for nothing, an error for what is none.';
comment on function app.upc(text) is 'The digits of a UPC or EAN whose check digit is right; null for nothing, else an error.';
comment on function app.track_length_ms(text) is 'The milliseconds of m:ss or h:mm:ss; null for nothing, else an error.';
comment on function app.release_day(text) is 'The day of yyyy-mm-dd; null for nothing, else an error.';
revoke execute on function app.isrc(text), app.upc(text), app.track_length_ms(text), app.release_day(text) from public;
