"""Making and checking editions of factors: what the build scripts in ``factors/`` share.

A leaf: no stage imports it, and it imports only the ground floor.
"""

from footprint.editions.build import Column, Edition, Source, Table, arguments, write_edition

__all__ = ["Column", "Edition", "Source", "Table", "arguments", "write_edition"]
