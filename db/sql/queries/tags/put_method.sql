-- The method, entered when it is new; the first of all is what views show at once.
insert into core.method (method_version, formula, taxonomy_sha256, priors, is_current)
select :method_version, :formula, :taxonomy_sha256, cast(:priors as jsonb), not exists (select from core.method)
where not exists (select from core.method where method_version = :method_version)
