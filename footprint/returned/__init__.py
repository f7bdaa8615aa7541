"""The user's own workbook comes back: faults and guesses marked in its cells, results beside its lines, a summary.

A leaf: it takes what reading and assessing gave, and nothing of them imports it. See docs/returned.md.
"""

from footprint.returned.codes import RETURNED_CODES
from footprint.returned.door import write_marked

__all__ = ["RETURNED_CODES", "write_marked"]
