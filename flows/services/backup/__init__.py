"""A data folder and its databases as one folder of files, and back."""
