-- The label's week in two sentences, as its page has them; no row where the vendor's figures of the week are not there
select headline, because from mart.label_lead
where week_on = :week and label = 'All' and team is null and metric = 'track_luminate_streams';
