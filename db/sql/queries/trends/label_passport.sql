-- Where a figure of a label comes from
select app.explain_label(:metric, :label, :week) as passport
