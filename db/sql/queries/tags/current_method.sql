select method_id, method_version, priors from core.method where is_current
