"""Mail: the weekly report and alerts to the people who asked for them, each mail once."""
