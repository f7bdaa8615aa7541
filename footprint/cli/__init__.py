"""The command line. It parses and prints; everything else is done by the public functions of the package."""

from footprint.cli.app import main

__all__ = ["main"]
