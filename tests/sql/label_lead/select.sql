select * from mart.label_lead
