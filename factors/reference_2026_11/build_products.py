"""The catalogue: which products there are, which of them are covered, and how people write their names.

Hand-written tables lie in ``written/``; the FAO trade items, the list of commodities and the list of the 160 crops of
the inventory come from the sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from factors.reference_2026_11 import build_coverage as coverage
from factors.reference_2026_11 import build_wood as wood
from footprint.ground.errors import FactorError
from footprint.ground.text import fold

WRITTEN = Path(__file__).parent / "written"
LANGUAGES = ("en", "nl", "fr", "de")
KINDS = ("name", "synonym", "trade text")

# FAO trade items that are one with a product of another id, because the list of commodities or the form says so.
SAME_AS = {
    "maize_corn": "maize",
    "mangoes_guavas_and_mangosteens": "mangoes",
    "onions_and_shallots_dry_excluding_dehydrated": "onions",
    "pepper_piper_spp_raw": "pepper",
    "rape_or_colza_seed": "rapeseed",
    "rice": "rice_paddy",
    "natural_rubber_in_primary_forms": "natural_rubber",
    "natural_rubber_in_other_forms": "natural_rubber",
    "soya_beans": "soybeans",
    "tea_leaves": "tea",
    "unmanufactured_tobacco": "tobacco",
    "vanilla_raw": "vanilla",
    "flax_processed_but_not_spun": "flax",
}
# Crops whose origins were traced under the name of a group, beside those the list of commodities names. They hold
# while the origins have no table of groups.
TRACED = {
    "almonds_in_shell": "almonds",
    "cashew_nuts_in_shell": "cashew",
    "oil_palm_fruit": "palm_oil",
    "rice_paddy": "rice_milled_eq",
    "seed_cotton_unginned": "cotton_lint",
}


def written(name: str) -> pd.DataFrame:
    """Return a hand-written table of this edition, every cell as text."""
    return read(WRITTEN / f"{name}.csv")


def read(path: Path) -> pd.DataFrame:
    """Return a CSV with every cell as text; an empty cell is the empty text ("NA" is Namibia)."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def split(text: str) -> list[str]:
    """Return the parts of a cell that holds several texts separated by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def fao_ids(core: pd.DataFrame, trade_items: pd.DataFrame) -> dict[str, str]:
    """Return the product id of every FAO item code (text) of the trade items and the crops."""
    renamed = _renamed(core)
    ids = {row.fao_item_code: renamed.get(row.slug, row.slug) for row in trade_items.itertuples() if row.fao_item_code}
    return ids | {row.fao: row.id for row in written("crops").itertuples()}


def _renamed(core: pd.DataFrame) -> dict[str, str]:
    """Return slug of a trade item -> product id, where they differ."""
    of_commodities = {row.fao_slug: row.id for row in core.itertuples() if row.fao_slug and row.id != "flax"}
    short = dict(zip(written("short_ids")["slug"], written("short_ids")["id"], strict=True))
    return of_commodities | SAME_AS | short


def products(core: pd.DataFrame, trade_items: pd.DataFrame, classes: pd.DataFrame) -> pd.DataFrame:
    """Return the catalogue, one row per product, without its codes.

    Raises
    ------
    FactorError
        A trade item or a commodity has no row in the hand-written tables, or an id is doubled.
    """
    table = pd.concat([_crops(classes), _commodities(core), _goods()], ignore_index=True)
    if (doubled := table["id"].duplicated()).any():
        raise FactorError(f"doubled product ids: {sorted(table.loc[doubled, 'id'])}")
    _complete(table, core, trade_items)
    coverage.check_known(set(table["id"]))
    items = fao_ids(core, trade_items)
    numbers = {product: int(code) for code, product in items.items() if code != "837"}
    groups = coverage.trace_groups() or dict(zip(core["id"], core["trace_group"], strict=True)) | TRACED
    table["fao"] = table["id"].map(lambda product: numbers.get(product, pd.NA)).astype("Int64")
    table["trace_group"] = table["id"].map(lambda product: groups.get(product, ""))
    return _covered(table, items).sort_values("id", ignore_index=True)


def _covered(table: pd.DataFrame, product_of_fao: dict[str, str]) -> pd.DataFrame:
    """Return the catalogue with covered, reason, allocation, density and source."""
    sources, shared = coverage.sources(product_of_fao), coverage.allocations()
    density = written("densities").set_index("product")["density_kg_m3"].astype(float).to_dict()
    table["source"] = table["id"].map(lambda product: sources.get(product, ""))
    table["covered"] = (table["source"] != "").map({True: "true", False: "false"})
    table["reason"] = _reasons(table).where(table["covered"] == "false", "")
    allocation = table["id"].isin(list(shared)).map({True: "value", False: "none"})
    table["allocation"] = allocation.where(table["covered"] == "true", "")
    table["density_kg_m3"] = table["id"].map(density)
    return table


def _reasons(table: pd.DataFrame) -> pd.Series:
    """Return why each product would not be covered, the most telling reason first."""
    of_class = dict(zip(written("reasons")["class"], written("reasons")["reason"], strict=True))
    by_hand = dict(zip(written("not_covered")["product"], written("not_covered")["reason"], strict=True))
    of_product = _other_forms() | coverage.reasons() | by_hand
    if strangers := (set(table["class"]) - set(of_class)) | (set(by_hand) - set(table["id"])):
        raise FactorError(f"classes without a reason, or reasons without a product: {sorted(strangers)}")
    return table["id"].map(of_product).fillna(table["class"].map(of_class))


def _crops(classes: pd.DataFrame) -> pd.DataFrame:
    kind = dict(zip(classes["commodity_code"], classes["class"], strict=True))
    kind |= dict(zip(written("classes")["fao"], written("classes")["class"], strict=True))
    crops = written("crops")
    if set(crops["fao"]) != set(kind):
        raise FactorError(f"crops of the inventory without a name: {sorted(set(kind) ^ set(crops['fao']))}")
    table = crops[["id", *LANGUAGES]].copy()
    table["class"] = crops["fao"].map(kind) + " crop"
    return table


def _commodities(core: pd.DataFrame) -> pd.DataFrame:
    kind = {row.id: row[2] for row in written("core").itertuples(name="Row") if row[2]}
    table = core.loc[core["id"].isin(list(kind)), ["id", *LANGUAGES]].copy()
    table["class"] = table["id"].map(kind)
    return table


def _goods() -> pd.DataFrame:
    return written("goods")[["id", *LANGUAGES, "class"]].copy()


def _other_forms() -> dict[str, str]:
    """Return the reason of each product that is a covered crop in another form."""
    english = dict(zip(written("crops")["id"], written("crops")["en"], strict=True))
    return {
        row.product: f"another form of the covered crop {english[row.crop]!r} ({row.form}): no published conversion"
        for row in written("forms").itertuples()
    }


def _complete(table: pd.DataFrame, core: pd.DataFrame, trade_items: pd.DataFrame) -> None:
    renamed = _renamed(core)
    wanted = {renamed.get(slug, slug) for slug in trade_items["slug"]} | set(core["id"])
    if missing := wanted - set(table["id"]):
        raise FactorError(f"products without a row in the hand-written tables: {sorted(missing)}")


def names(table: pd.DataFrame, core: pd.DataFrame, trade_texts: Iterable[tuple[str, str, str]]) -> pd.DataFrame:
    """Return every way to write a product, one row per folded text; texts in ``ambiguous.csv`` are left out.

    Parameters
    ----------
    trade_texts
        (text, language, product) of the customs and procurement nomenclatures; one that clashes with a name written
        by hand gives way.

    Raises
    ------
    FactorError
        A folded text is a name or synonym of two products and is not listed as ambiguous.
    """
    rows = [*_names(table), *_synonyms(core), *((*text, "trade text") for text in trade_texts)]
    frame = pd.DataFrame(rows, columns=["name", "lang", "product", "kind"])
    frame["folded"] = frame["name"].map(fold)
    frame = frame[(frame["folded"] != "") & ~frame["folded"].isin(ambiguous()["folded"])]
    frame["rank"] = frame["kind"].map(KINDS.index)
    frame = frame.sort_values("rank", kind="stable").drop_duplicates(["folded", "product"])
    best = frame.groupby("folded")["rank"].transform("min")
    frame = frame[(frame["rank"] < 2) | (best == 2)]
    frame = frame.drop(frame.index[(frame["rank"] == 2) & frame["folded"].duplicated(keep=False)])
    _no_clash(frame)
    columns = ["name", "folded", "lang", "product", "kind"]
    return frame[columns].sort_values(["folded", "product"], ignore_index=True)


def _names(table: pd.DataFrame) -> Iterable[tuple[str, str, str, str]]:
    for row in table.to_dict("records"):
        for lang in LANGUAGES:
            yield row[lang], lang, row["id"], "name"


def _synonyms(core: pd.DataFrame) -> Iterable[tuple[str, str, str, str]]:
    for row in written("crops").to_dict("records"):
        for lang in LANGUAGES:
            yield from ((text, lang, row["id"], "synonym") for text in split(row[f"syn_{lang}"]))
    for row in written("goods").to_dict("records"):
        yield from ((text, "", row["id"], "synonym") for text in split(row["synonyms"]))
    yield from _commodity_synonyms(core)
    yield from wood.wood_names(written("species"), written("species_forms"))


def _commodity_synonyms(core: pd.DataFrame) -> Iterable[tuple[str, str, str, str]]:
    changes = {row["id"]: row for row in written("core").to_dict("records")}
    for row in core.to_dict("records"):
        change = changes.get(row["id"], {"add": "", "drop": ""})
        texts = [(row[lang], lang) for lang in LANGUAGES]
        texts += [(text, "") for text in [*split(row["synonyms"]), *split(change["add"])]]
        yield from ((text, lang, row["id"], "synonym") for text, lang in texts if text not in split(change["drop"]))


def _no_clash(frame: pd.DataFrame) -> None:
    clashes = frame[frame["folded"].duplicated(keep=False)].sort_values("folded")
    if len(clashes):
        listed = "; ".join(f"{row.folded} -> {row.product}" for row in clashes.itertuples())
        raise FactorError(f"one text for two products, not listed as ambiguous: {listed}")


def ambiguous() -> pd.DataFrame:
    """Return the texts that name more than one product: folded, candidates, reason."""
    table = written("ambiguous").itertuples()
    rows = [(text, row.candidates, row.reason) for row in table for text in split(row.names)]
    rows += wood.wood_questions(written("species"), written("species_forms"))
    frame = pd.DataFrame(rows, columns=["folded", "candidates", "reason"])
    frame["folded"] = frame["folded"].map(fold)
    return frame.drop_duplicates("folded").sort_values("folded", ignore_index=True)


def kinds(table: pd.DataFrame) -> pd.DataFrame:
    """Return which product is a kind of which: those of recipes and blends, and those written by hand.

    Parameters
    ----------
    table
        The catalogue with its codes.
    """
    by_hand = {(row.general, row.specific) for row in written("kinds").itertuples()}
    mixed = coverage.kinds()
    if strangers := {product for pair in by_hand for product in pair} - set(table["id"]):
        raise FactorError(f"kinds of products that are not in the catalogue: {sorted(strangers)}")
    if doubled := by_hand & mixed:
        raise FactorError(f"kinds written by hand that recipes or blends have: {sorted(doubled)}")
    coded = set(table.loc[table["hs"] != "", "id"])
    rows = [(*pair, str(pair in mixed or pair[1] not in coded).lower()) for pair in sorted(by_hand | mixed)]
    return pd.DataFrame(rows, columns=["general", "specific", "text_counts"])


def trade_item_texts(core: pd.DataFrame, trade_items: pd.DataFrame) -> Iterable[tuple[str, str, str]]:
    """Yield the FAO name and the key of every trade item, so that a list in FAO's own words is understood."""
    renamed = _renamed(core)
    for row in trade_items.itertuples():
        product = renamed.get(row.slug, row.slug)
        yield row.fao_name, "en", product
        yield row.slug.replace("_", " "), "en", product


def procurement_texts(table: pd.DataFrame, cpv: pd.DataFrame) -> Iterable[tuple[str, str, str]]:
    """Yield the texts of the procurement vocabulary (CPV 03, 15) whose English text is an English name of a product."""
    rows = [*_names(table), *_synonyms_en()]
    english = {fold(text): product for text, lang, product, _ in rows if lang == "en"}
    unclear = set(ambiguous()["folded"])
    for row in cpv[cpv["cpv"].str[:2].isin(["03", "15"])].to_dict("records"):
        key = fold(row["en"])
        if key in english and key not in unclear:
            yield from ((row[lang], lang, english[key]) for lang in LANGUAGES)


def _synonyms_en() -> Iterable[tuple[str, str, str, str]]:
    for row in written("crops").to_dict("records"):
        yield from ((text, "en", row["id"], "synonym") for text in split(row["syn_en"]))


def customs_texts(table: pd.DataFrame, cn8: pd.DataFrame, product_of: dict[str, str]) -> Iterable[tuple[str, str, str]]:
    """Yield the texts of the eight-digit codes that belong to a crop; those of made goods are too long to write."""
    crops = set(table.loc[table["class"].str.endswith("crop"), "id"])
    for row in cn8.to_dict("records"):
        product = product_of.get(row["cn8"], "")
        if product in crops:
            yield from ((row[lang], lang, product) for lang in LANGUAGES)
