"""Give a person a new password, which ends their sessions and opens an account that waits after failed log-ins.

Run in Superset's environment with its settings in the environment; reads a JSON object from stdin, ``user`` and
``password``, and prints one: ``found``.
"""

import json
import sys

from superset.app import create_app


def set_password(user: str, password: str) -> bool:
    """False where there is no such user."""
    from superset.extensions import security_manager

    person = security_manager.find_user(user)
    if person is None or not person.active:
        return False
    person.fail_login_count = 0
    security_manager.reset_password(person.id, password)
    return True


def main() -> None:
    given = json.load(sys.stdin)
    with create_app().app_context():
        found = set_password(given["user"], given["password"])
    sys.stdout.write(json.dumps({"found": found}) + "\n")


if __name__ == "__main__":
    main()
