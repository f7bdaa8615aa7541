"""From HS and CN codes to products: the longest rule that fits wins, and a code without a product says why."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from factors.reference_2026_11.build_products import split, written

Rules = Mapping[str, tuple[str, str]]

# Headings that keep the product of their own rule although their six-digit codes differ: who writes "0203" means pork,
# of which a whole carcass is another trade with nearly the same burden per tonne.
AS_WRITTEN = {"0201", "0202", "0203"}


def code_table(
    products: pd.DataFrame,
    core: pd.DataFrame,
    fao_of_code: pd.DataFrame,
    fao_ids: Mapping[str, str],
    nomenclatures: tuple[pd.Series, ...],
) -> pd.DataFrame:
    """Return code (2, 4, 6 or 8 digits), product ("" if none) and why it cannot be used ("" if it can).

    Parameters
    ----------
    fao_of_code
        comtrade_code, faostat_code: the published mapping of six-digit codes to FAO items; used where no rule written
        by hand fits.
    nomenclatures
        Codes of HS 2022, CN 2023 and CN 2025; a code is in the table if one of them, the mapping or a rule has it
        (rules also name codes of earlier editions).
    """
    rules = _rules(core, fao_of_code, fao_ids)
    listed = (*nomenclatures, fao_of_code["comtrade_code"], written("hs_rules")["code"])
    codes = sorted({code for series in listed for code in series if _is_code(code)})
    mapped = {code: _longest(code, rules) for code in codes}
    current = sorted(set(nomenclatures[0]))
    for code in (code for code in codes if len(code) == 4 and code not in AS_WRITTEN):
        mapped[code] = _heading([mapped[c] for c in current if len(c) == 6 and c.startswith(code)], mapped[code])
    reasons = dict(zip(products["id"], products["reason"], strict=True))
    reasons |= dict(zip(written("code_reasons")["key"], written("code_reasons")["reason"], strict=True))
    rows = [(code, product, _reason(code, product, remark, reasons)) for code, (product, remark) in mapped.items()]
    return pd.DataFrame(rows, columns=["code", "product", "reason"])


def _is_code(code: str) -> bool:
    return code.isdigit() and len(code) in (2, 4, 6, 8)


def _rules(core: pd.DataFrame, fao_of_code: pd.DataFrame, fao_ids: Mapping[str, str]) -> Rules:
    by_hand = {row.code: (row.product, row.reason) for row in written("hs_rules").itertuples()}
    mapping = zip(fao_of_code["comtrade_code"], fao_of_code["faostat_code"], strict=True)
    listed = [(code, fao_ids[item]) for code, item in mapping if item in fao_ids]
    listed += [(code, row.id) for row in core.itertuples() for code in row.hs.split()]
    listed += [(code, row.id) for row in written("goods").itertuples() for code in row.hs.split()]
    rules = {code: (product, "") for code, product in listed if not _under(code, by_hand)}
    return rules | by_hand


def _under(code: str, rules: Mapping[str, object]) -> bool:
    return any(code[:length] in rules for length in range(4, len(code) + 1))


def _longest(code: str, rules: Rules) -> tuple[str, str]:
    fits = (rules[code[:length]] for length in range(len(code), 1, -1) if code[:length] in rules)
    return next(fits, ("", ""))


def _heading(children: list[tuple[str, str]], own: tuple[str, str]) -> tuple[str, str]:
    """Return the product of a heading: that of its subheadings if they agree, else none."""
    if not children:
        return own
    found = list(dict.fromkeys(product for product, _ in children))
    if len(found) == 1:
        return children[0]
    others = " and other goods" if "" in found else ""
    return "", "several: " + " ".join(product for product in found if product) + others


def _reason(code: str, product: str, remark: str, reasons: Mapping[str, str]) -> str:
    """Return why a code gives no covered product; `reasons` are those of the products and of ``code_reasons.csv``."""
    if product:
        return reasons[product]
    if len(code) == 2:
        return "chapter: give at least four digits"
    if remark.startswith("several: "):
        return f"heading covers several products: {remark.removeprefix('several: ')}"
    return reasons[remark]


def codes_of_products(codes: pd.DataFrame) -> dict[str, str]:
    """Return the shortest codes of each product, space separated: none whose parent has the same product."""
    product_of = dict(zip(codes["code"], codes["product"], strict=True))
    found: dict[str, list[str]] = {}
    for code, product in product_of.items():
        if product and product_of.get(code[:-2]) != product:
            found.setdefault(product, []).append(code)
    return {product: " ".join(sorted(of_product)) for product, of_product in found.items()}


def coverage(codes: pd.DataFrame, cn8: pd.Series, products: pd.DataFrame) -> pd.DataFrame:
    """Return by chapter how many eight-digit codes of CN 2023 lead to what.

    Parameters
    ----------
    codes
        The table of codes.
    cn8
        The eight-digit codes of CN 2023.
    """
    covered = set(products.loc[products["covered"] == "true", "id"])
    table = codes[codes["code"].isin(list(cn8))]
    kind = table["product"].isin(list(covered)).map({True: "covered", False: "not_covered"})
    bare = table["product"] == ""
    several = table["reason"].str.startswith("heading covers several")
    kind = kind.mask(bare & several, "several").mask(bare & ~several, "reason")
    counted = pd.crosstab(table["code"].str[:2].rename("chapter"), kind)
    columns = ["covered", "not_covered", "several", "reason"]
    return counted.reindex(columns=columns, fill_value=0).astype("int64").rename_axis(columns=None).reset_index()


def check_rules(products: pd.DataFrame) -> list[str]:
    """Return the product ids that the rules and lists name and the catalogue does not have."""
    named = {row.product for row in written("hs_rules").itertuples() if row.product}
    named |= {product for row in written("ambiguous").itertuples() for product in row.candidates.split()}
    named |= {product for table in ("densities", "price_series", "forms") for product in written(table)["product"]}
    named |= {product for row in written("hs_rules").itertuples() for product in _candidates(row.reason)}
    return sorted(named - set(products["id"]))


def _candidates(remark: str) -> list[str]:
    parts = split(remark.removeprefix("several: ").replace(" and ", ";")) if remark.startswith("several: ") else []
    return parts[0].split() if parts else []
