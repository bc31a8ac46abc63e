-- Where the facts of one load wait: as staged (country '' is worldwide), and by series with one value a day.
drop table if exists delivered_fact, delivered_given;
create temporary table delivered_fact (
    line integer, entity bigint, country varchar(2), observed_on date, value bigint, modified timestamptz
) on commit drop;
create temporary table delivered_given (series_id integer, observed_on date, value bigint, line integer) on commit drop
