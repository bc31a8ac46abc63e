select method_id, is_current from core.method where method_version = :method_version
