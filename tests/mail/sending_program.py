"""A program that mails an issue as a flow does, to be killed; it takes a database, a port and a file of the issue."""

import pickle
import sys
from pathlib import Path

from db.engine import make_engine
from tasks.mail.issue_mail import send_issue
from tests.mail.post_office import NO_PATIENCE, PostOffice

if __name__ == "__main__":
    url, port, issue_file = sys.argv[1:]
    settings = PostOffice(port=int(port)).settings()
    done = send_issue(make_engine(url), settings, pickle.loads(Path(issue_file).read_bytes()), patience=NO_PATIENCE)
    sys.stdout.write(f"{done.sent_now}\n")
