"""Templates: a workbook that users fill in, in their language, and that the read stage reads without a guess.

    write_template("aankopen.xlsx", kind="purchases", language="nl")

A leaf: the doors import it. A kind of template is one declaration (:mod:`footprint.templates.kinds`).
"""

from footprint.templates.door import TEMPLATE_CODES, template_kinds, write_template

__all__ = ["TEMPLATE_CODES", "template_kinds", "write_template"]
