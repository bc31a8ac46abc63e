"""Where Prefect and Superset listen, and the first log-ins, shown once."""

from db.datadir import DataDir
from flows.cli.output import say
from flows.services.processes import Running


def show_prefect(folder: DataDir, server: Running, port: int) -> None:
    """Say where the Prefect UI listens, and its log-in once."""
    from flows.services.prefect_log_in import is_log_in_shown, log_in

    if server.started and server.port != port:
        say(f"Port {port} is in use by another program, so Prefect listens on {server.port}.")
    say(f"Prefect: http://127.0.0.1:{server.port}")
    if not is_log_in_shown(folder):
        say(f"Its log-in, shown this once: {log_in(folder)}")


def show_superset(folder: DataDir, server: Running, port: int) -> None:
    """Say where Superset listens, and its first log-ins once."""
    from flows.services.superset_server import first_log_ins, forget_first_log_ins

    if server.started and server.port != port:
        say(f"Port {port} is in use by another program, so Superset listens on {server.port}.")
    say(f"Superset: http://127.0.0.1:{server.port}")
    if passwords := first_log_ins(folder):
        say("First log-ins, shown this once and kept nowhere (change them after the first log-in):")
        for name, password in passwords.items():
            say(f"  {name:<10} {password}")
        forget_first_log_ins(folder)
