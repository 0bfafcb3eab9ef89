"""``make bench``: one line of JSON for each figure; name parts on the command line to see only those."""

import sys
from importlib import import_module

PARTS = ("house", "waste", "appointments", "lostfound", "matching", "vacancies", "events")

for part in sys.argv[1:] or PARTS:
    import_module(f"tests.bench.{part}").figures()
