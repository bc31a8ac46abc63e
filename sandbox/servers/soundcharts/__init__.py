"""Soundcharts, made up or from recorded answers: `python -m sandbox.servers.soundcharts`."""
