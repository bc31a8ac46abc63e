-- People on the list of the report, as many as a benchmark needs
insert into app.report_recipient (address, added_by)
select format('p%s@label.example', number), 'bench' from generate_series(1, cast(:people as int)) as number
