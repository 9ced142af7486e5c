"""Filling a data folder with everything that a version keeps. This package runs beside that version's own code, never beside
today's: `make_folder.py` copies it next to the `broadsheet` of a commit. So it names the modules of past versions, is left
out of type checking, and changes only when a folder is to be made anew.
"""
