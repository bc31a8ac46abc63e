-- What the link of a mail ends. Who has the link needs no log-in; a token that nobody was given ends nothing.
create or replace function app.unsubscribe_link(token text)
    returns table (recipient_id bigint, rule_id bigint, address text, what text, ended_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select t.recipient_id, t.rule_id, coalesce(r.address, a.address),
           case when t.rule_id is null then 'the weekly report of ' || app.scope_words(r.label, r.team)
                else 'alerts about ' || case when a.artist_ids is null then app.scope_words(a.label, a.team)
                                             else cardinality(a.artist_ids) || case when cardinality(a.artist_ids) = 1 then ' artist' else ' artists' end
                                        end end,
           coalesce(r.unsubscribed_at, a.unsubscribed_at)
    from app.unsubscribe_token t
    left join app.report_recipient r on r.recipient_id = t.recipient_id
    left join app.alert_rule a on a.rule_id = t.rule_id
    where t.token_hash = encode(sha256(convert_to(unsubscribe_link.token, 'UTF8')), 'hex')
$$;

create or replace function app.unsubscribe(token text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    link record;
begin
    select * into link from app.unsubscribe_link(unsubscribe.token);
    if not found then
        raise exception 'This link ends nothing: what it was for is gone already, or a part of the address is missing.'
            using errcode = 'GW404';
    end if;
    if link.ended_at is not null then
        return;
    end if;
    update app.report_recipient r set unsubscribed_at = clock_timestamp() where r.recipient_id = link.recipient_id;
    update app.alert_rule a set unsubscribed_at = clock_timestamp() where a.rule_id = link.rule_id;
    perform app.note(link.address, 'unsubscribe',
                     coalesce('recipient ' || link.recipient_id, 'alert ' || link.rule_id), null,
                     jsonb_build_object('address', link.address, 'what', link.what));
end
$$;

comment on function app.unsubscribe_link(text) is 'Whose mails about what the link with this token ends, and since when; no row for none.';
comment on function app.unsubscribe(text) is 'Ends the mails the token of a link is for; a second time nothing happens.';
revoke execute on function app.unsubscribe_link(text), app.unsubscribe(text) from public;
