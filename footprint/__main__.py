"""``python -m footprint`` is the command line."""

from footprint.cli import main

main()
