-- An issue of the report, written when its files are in their places.
insert into core.report_issue
    (week_on, label, team, edition, made_at, as_of, parameters, fingerprint, method_versions, blocks, pdf_file, pdf_sha256,
     notebook_file, notebook_sha256, appendix_file, appendix_sha256)
values (:week_on, :label, :team, :edition, :made_at, :as_of, cast(:parameters as jsonb), cast(:fingerprint as jsonb),
        cast(:method_versions as jsonb), cast(:blocks as jsonb), :pdf_file, :pdf_sha256, :notebook_file, :notebook_sha256,
        :appendix_file, :appendix_sha256)
returning issue_id
