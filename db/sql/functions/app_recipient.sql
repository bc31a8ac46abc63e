-- Who gets the weekly report by mail, and of whose artists; the link in each mail takes people off again.
create or replace function app.mail_address(given text) returns text
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    -- as address books write it, too: Ana García <ana@example.org>
    address text := lower(app.required_text(
        btrim(regexp_replace(coalesce(substring(given from '<([^<>]*)>\s*$'), given),
                             '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g'), E' \t\r\n\u00a0"\'<>,;'),
        'the e-mail address'));
begin
    address := regexp_replace(address, '^mailto:', '');
    if address ~ '[^\u0001-\u007f]' then
        raise exception '“%” holds letters mail servers do not take in an address; write its domain in the form that begins '
            'with xn--.', app.shown(given) using errcode = 'GW400';
    end if;
    if address !~ '^[a-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&''*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$'
       or length(address) > 254 or length(split_part(address, '@', 1)) > 64 then
        raise exception '“%” is no e-mail address; write it like ana@example.org.', app.shown(given) using errcode = 'GW400';
    end if;
    return address;
end
$$;

-- A label or team that cards have, as they write it; null for all. Who is limited to some chooses one of them.
create or replace function app.mail_scope(kind text, given text) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    known text[];
    allowed text[] := app.entry_limit(kind || 's');
    found_name text;
begin
    if coalesce(app.folded(given), '') in ('', 'all') then
        if allowed is not null then
            raise exception 'Your log-in is for the % % alone; choose %.', kind, array_to_string(allowed, ' and '),
                case when cardinality(allowed) = 1 then 'it' else 'one of them' end using errcode = 'GW400';
        end if;
        return null;
    end if;
    select array_agg(distinct n.name order by n.name) into known
    from (select case kind when 'label' then c.label else c.team end as name from app.artist_card c where c.status <> 'archived') n
    where n.name is not null and (allowed is null or n.name = any (allowed));
    select k into found_name from unnest(known) k where app.folded(k) = app.folded(given);
    if found_name is null then
        raise exception 'No card is with the % “%”; write it as the cards have it: %.', kind, app.shown(given),
            coalesce(array_to_string(known, ', '), 'none has one yet') using errcode = 'GW404';
    end if;
    return found_name;
end
$$;

create or replace function app.may_mail(label text, team text) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select (app.entry_limit('labels') is null or coalesce(label = any (app.entry_limit('labels')), false))
       and (app.entry_limit('teams') is null or coalesce(team = any (app.entry_limit('teams')), false))
$$;

create or replace function app.add_recipient(
    address text, name text, label text, team text, done_by text, is_sure boolean default false)
    returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    wanted app.report_recipient;
    was app.report_recipient;
    became app.report_recipient;
begin
    wanted.address := app.mail_address(add_recipient.address);
    wanted.name := case when btrim(coalesce(add_recipient.name, '')) <> '' then app.clean_name(add_recipient.name, 'the name') end;
    wanted.label := app.mail_scope('label', add_recipient.label);
    wanted.team := app.mail_scope('team', add_recipient.team);
    select r.* into was from app.report_recipient r where r.address = wanted.address for update;
    if found and not app.may_mail(was.label, was.team) then
        raise exception '% is on the list already, for artists your log-in is not for; ask somebody who sees all.', wanted.address
            using errcode = 'GW409';
    end if;
    if was.recipient_id is not null and was.unsubscribed_at is null then
        raise exception '% is on the list already, for %. Take it off first to change that.', wanted.address,
            app.scope_words(was.label, was.team) using errcode = 'GW409';
    end if;
    if was.recipient_id is not null and not add_recipient.is_sure then
        raise exception '% unsubscribed on %. Add it again only when that is wished there.', wanted.address,
            to_char(was.unsubscribed_at, 'FMDD FMMonth YYYY') using errcode = 'GW422';
    end if;
    insert into app.report_recipient (address, name, label, team, added_by, added_at)
    values (wanted.address, wanted.name, wanted.label, wanted.team,
            app.required_text(add_recipient.done_by, 'who does this'), clock_timestamp())
    on conflict on constraint uq_report_recipient_address do update
        set name = excluded.name, label = excluded.label, team = excluded.team, added_by = excluded.added_by,
            added_at = excluded.added_at, unsubscribed_at = null
    returning * into became;
    perform app.note(became.added_by, 'add_recipient', 'recipient ' || became.recipient_id,
                     case when was.recipient_id is not null then to_jsonb(was) end, to_jsonb(became));
    return became.recipient_id;
end
$$;

create or replace function app.remove_recipient(address text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    was app.report_recipient;
begin
    delete from app.report_recipient r
    where r.address = app.mail_address(remove_recipient.address) and app.may_mail(r.label, r.team)
    returning * into was;
    if not found then
        raise exception '% is not on the list; there is nothing to take off.', app.shown(remove_recipient.address)
            using errcode = 'GW404';
    end if;
    perform app.note(done_by, 'remove_recipient', 'recipient ' || was.recipient_id, to_jsonb(was), null);
end
$$;

create or replace function app.scope_words(label text, team text) returns text
    language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(nullif(concat_ws(', ', 'the label ' || label, 'the team ' || team), ''), 'all artists')
$$;

create or replace function app.report_recipients()
    returns table (recipient_id bigint, address text, name text, label text, team text, scope text, is_active boolean,
                   unsubscribed_at timestamptz, added_by text, added_at timestamptz,
                   last_mail text, last_state text, last_answer text, last_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select r.recipient_id, r.address, r.name, r.label, r.team, app.scope_words(r.label, r.team), r.unsubscribed_at is null,
           r.unsubscribed_at, r.added_by, r.added_at, d.mail, d.state, d.answer, d.changed_at
    from app.report_recipient r
    left join lateral (select m.* from app.mail_delivery m where m.address = r.address and m.rule_id is null
                       order by m.created_at desc, m.delivery_id desc limit 1) d on true
    where app.may_mail(r.label, r.team)
    order by r.unsubscribed_at is not null, r.label nulls first, r.team nulls first, r.address
$$;

-- A mail of which nobody knows what became, sent again: by the next run of what sends it.
create or replace function app.resend_mail(mail text, address text, reason text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    why text := app.required_text(resend_mail.reason, 'the reason');
    was app.mail_delivery;
    became app.mail_delivery;
begin
    select d.* into was from app.mail_delivery d
    where d.mail = resend_mail.mail and d.address = app.mail_address(resend_mail.address) for update;
    if not found then
        raise exception 'No mail “%” to % is in the log; see: groundswell mail log', app.shown(resend_mail.mail),
            app.shown(resend_mail.address) using errcode = 'GW404';
    end if;
    if was.state not in ('uncertain', 'refused') then
        raise exception 'The mail “%” to % is %; only one that is uncertain or refused is sent again.', was.mail, was.address,
            was.state using errcode = 'GW409';
    end if;
    update app.mail_delivery d set state = 'waiting', changed_at = clock_timestamp()
    where d.delivery_id = was.delivery_id returning * into became;
    perform app.note(done_by, 'resend_mail', 'mail ' || was.delivery_id, to_jsonb(was),
                     to_jsonb(became) || jsonb_build_object('reason', why));
end
$$;

comment on function app.mail_address(text) is 'An e-mail address in lower case; an error for anything else.';
comment on function app.mail_scope(text, text) is 'A label or team (kind) as the cards write it; null for all, an error for one no card has.';
comment on function app.may_mail(text, text) is 'Whether the one who enters may be told of a recipient of this label and team.';
comment on function app.scope_words(text, text) is 'Whose artists, for a sentence.';
comment on function app.add_recipient(text, text, text, text, text, boolean) is
    'Puts somebody on the list of the weekly report; their number. is_sure: again after they unsubscribed.';
comment on function app.remove_recipient(text, text) is 'Takes somebody off the list of the weekly report.';
comment on function app.report_recipients() is 'Who is on the list, and what became of the last mail to each.';
comment on function app.resend_mail(text, text, text, text) is
    'A mail that is uncertain or refused waits again, for the next run that sends it; with the reason.';
revoke execute on function app.mail_address(text), app.mail_scope(text, text), app.may_mail(text, text),
    app.scope_words(text, text), app.add_recipient(text, text, text, text, text, boolean), app.remove_recipient(text, text),
    app.report_recipients(), app.resend_mail(text, text, text, text) from public;
