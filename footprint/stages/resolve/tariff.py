"""What an HS or CN code says: dots, spaces, a lost leading zero and a spreadsheet's decimals do not matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footprint.stages.resolve.catalogue import Catalogue

#: Longest code in use (TARIC); what is longer is an article number.
LONGEST = 10
#: Characters of a cell that may hold a code.
LONGEST_TEXT = 200
_FLOAT = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+$", re.IGNORECASE)
_BETWEEN_CODES = re.compile(r"\d{4}\s*[/;,+&]\s*\d{4}")
#: Reasons of the code table that leave the product to its name, within the heading or the chapter.
_OPEN = ("and other goods", "use a longer code")
_OPEN_CHAPTER = ("use the name of the product", "chapter:")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a code was read as.

    `head` is the longest part of it in the table ("" if none), `product` a product code or -1, `reason` why there is no
    product.
    """

    head: str
    product: int = -1
    reason: str = ""

    @property
    def covers_several(self) -> bool:
        """Whether the code leaves open which product it is."""
        return self.product < 0 and ("several" in self.reason or self.reason.startswith("chapter:"))


def read_code(written: str, catalogue: Catalogue) -> Reading | None:
    """Return what a code says; None where no digit is written."""
    if len(written) > LONGEST_TEXT:
        return Reading("", reason="no code, or several codes in one cell")
    digits = _digits(written.strip())
    if not digits:
        return None
    if len(digits) > LONGEST or _several(written, digits, catalogue):
        return Reading("", reason="no code, or several codes in one cell")
    heads = [head for candidate in _candidates(digits) if (head := _longest(candidate, catalogue))]
    if not heads:
        return Reading("", reason="the code is not in the Combined Nomenclature")
    head = max(heads, key=len)
    return Reading(head, *catalogue.codes[head])


def restored(written: str, catalogue: Catalogue) -> str:
    """Return the code with the zero that a spreadsheet took from its front; "" where none was put back."""
    digits = _digits(written.strip()) if len(written) <= LONGEST_TEXT else ""
    reading = read_code(written, catalogue) if len(digits) % 2 else None
    return "0" + digits if reading is not None and reading.head and reading.head[0] == "0" and digits[0] != "0" else ""


def _digits(written: str) -> str:
    if _FLOAT.match(written):
        number = float(written.replace(",", "."))
        return str(int(number)) if number < 10.0 ** (LONGEST + 1) else "0" * (LONGEST + 1)
    return re.sub(r"\D", "", re.sub(r"[.,]0$", "", written))


def _several(written: str, digits: str, catalogue: Catalogue) -> bool:
    if _BETWEEN_CODES.search(written):
        return True
    groups = [group for group in re.findall(r"\d+", written) if len(group) >= 4]
    return len(groups) > 1 and digits[:6] not in catalogue.codes


def _candidates(digits: str) -> tuple[str, ...]:
    """Return the readings of the digits: codes have an even number of them, so an odd one lost its leading zero."""
    return ("0" + digits, digits[:-1]) if len(digits) % 2 else (digits,)


def _longest(digits: str, catalogue: Catalogue) -> str:
    """Return the longest head in the table; a chapter only where a chapter is written."""
    lengths = (8, 6, 4) if len(digits) >= 4 else (2,)
    heads = (digits[:length] for length in lengths if len(digits) >= length)
    return next((head for head in heads if head in catalogue.codes), "")


def candidates(reading: Reading, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of the products a code may stand for, where the table names them."""
    _, _, listed = reading.reason.partition("several products: ")
    return tuple(word for word in listed.split() if word in catalogue.ids)


def allows(reading: Reading, product: int, catalogue: Catalogue) -> bool:
    """Return whether a text may name this product, or a kind of it, beside a code that has none of its own."""
    offered = candidates(reading, catalogue)
    meant = [product, *(general for general, kind in catalogue.kinds if kind == product)]
    if not catalogue.covered[product] or any(catalogue.id_of[one] in offered for one in meant):
        return True
    length = 4 if any(word in reading.reason for word in _OPEN) else 0
    length = 2 if any(word in reading.reason for word in _OPEN_CHAPTER) else length
    codes = [code for one in meant for code in catalogue.codes_of(one)]
    return length > 0 and any(code[:length] == reading.head[:length] for code in codes)
