"""The weekly report: read the views, run the notebook, render it as PDF."""

import os

# asked for before Jupyter is imported anywhere in the area: without it Jupyter warns about where it keeps its folders
os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
