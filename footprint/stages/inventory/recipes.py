"""How well it is known what a product is made of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import positions

Bytes = npt.NDArray[np.int8]

#: Grown, grazed or mined; made by a cited conversion or recipe; by one recalled and not read; by one that stands in.
GRADES = ("", "cited", "from memory", "stand-in")
#: Sources of processes that are no publication.
_UNREAD = {"memory": 2, "rule": 2, "proxy": 3}
#: An input counts if it is at least this part of the inputs.
MATERIAL = 0.1


def recipe_grades(exchanges: pd.DataFrame, products: pd.Index) -> Bytes:
    """Return for each product the place in GRADES of the worst step it is made by, shape (P,).

    Parameters
    ----------
    exchanges
        product, input, value, source: what made goods take.
    products
        Ids.
    """
    product = positions(exchanges["product"], products, missing="mark")
    taken = positions(exchanges["input"], products, missing="mark")
    own = np.array([_UNREAD.get(source, 1) for source in exchanges["source"].astype(str)], dtype=np.int8)
    whole = exchanges.groupby("product", observed=True)["value"].transform("sum").to_numpy(np.float64)
    material = (product >= 0) & (taken >= 0) & (exchanges["value"].to_numpy(np.float64) >= MATERIAL * whole)
    grade = np.zeros(len(products), dtype=np.int8)
    np.maximum.at(grade, product[product >= 0], own[product >= 0])
    for _ in range(len(products)):
        worse = grade.copy()
        np.maximum.at(worse, product[material], grade[taken[material]])
        if np.array_equal(worse, grade):
            break
        grade = worse
    return grade
