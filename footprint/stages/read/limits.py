"""How much is read before a file is refused; a caller who trusts a file may raise them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one reading.

    Parameters
    ----------
    file_bytes
        Size of the file [bytes].
    unpacked_bytes
        Size of all parts of a workbook, unpacked [bytes]; 1,048,576 rows of seven columns are about 0.4e9.
    unpacked_ratio
        Unpacked over packed size of a workbook beyond `ratio_free_bytes`; sheets of real lists stay below 40.
    ratio_free_bytes
        Unpacked size up to which the ratio is not looked at [bytes].
    cells
        Rows times columns of a sheet or table: a reader keeps about 32 bytes for each, empty or not.
    """

    file_bytes: int = 2 * 1024**3
    unpacked_bytes: int = 3 * 1024**3
    unpacked_ratio: int = 250
    ratio_free_bytes: int = 64 * 1024**2
    cells: int = 40_000_000


LIMITS = Limits()
