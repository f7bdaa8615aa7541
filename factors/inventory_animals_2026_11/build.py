"""Compile the feed and the own flows of a tonne of each animal product, by country of production.

    python factors/inventory_animals_2026_11/build.py --source DIR

DIR holds the files named in ``made_from.csv``. The tables this script does not make are written by hand and read by it;
sub-regions come from the origins edition.
"""

from __future__ import annotations

import pandas as pd

from factors.inventory_animals_2026_11 import build_feed, build_flows
from factors.inventory_animals_2026_11.build_ladder import HERE, Reader, output, written
from footprint.editions.build import Arguments, Edition, Source, arguments, told_tables, write_edition

EDITION = Edition(
    id="inventory_animals_2026_11",
    title="Feed, pasture and emissions per tonne of 13 animal products, by country, region and world",
    description="Carcasses, milks and eggs at the farm gate: feed by good, grassland, forest cleared for pasture, "
    "methane, nitrous oxide, ammonia and nitrate.",
    version="2026.11",
    published="2026-11-26",
    compiled="2026-11-26",
    citation="Own compilation from Halpern et al. (2022; GLEAM 2 and FAOSTAT), FAOSTAT (QCL, PP, RL, RFN, GE), IPCC "
    "(2006, 2019), EMEP/CEIP (2023), DeDuCE v1.0.1 (Singh & Persson 2024), AIC (2023) and FEFAC (2016); "
    "every row names its source.",
    doi="",
    url="https://www.fao.org/faostat/en/#data",
    licence="mixed: see sources.csv",
    licence_status="unknown",
    licence_note="FAOSTAT and DeDuCE: reuse with attribution; no licence found for the feed and emission tables.",
    sources=tuple(Source(**row) for row in pd.read_csv(HERE / "made_from.csv").to_dict("records")),
)

KEYS = {
    "flows.parquet": ("product", "origin", "flow", "compartment"),
    "feed.parquet": ("product", "country", "input"),
    "emission_parts.parquet": ("product", "origin", "part"),
    "output.parquet": ("product", "country"),
    "products.csv": ("product",),
    "feed_crops.csv": ("code", "where"),
    "feed_caps.csv": ("code",),
    "diets.csv": ("product",),
    "soy_totals.csv": ("animal",),
    "world_outputs.csv": ("input",),
    "herds.csv": ("country",),
    "enteric_factors.csv": ("region",),
    "manure_nitrogen.csv": ("product",),
    "grazing.csv": ("region",),
    "ammonia_inventories.csv": ("country",),
    "hens.csv": ("region",),
    "feed_totals.csv": ("product", "country"),
    "flow_limits.csv": ("part", "animal"),
    "sources.csv": ("source",),
    "flags.csv": ("flag",),
    "columns.csv": ("column",),
    "made_from.csv": ("name",),
}


def compile_tables(args: Arguments) -> dict[str, pd.DataFrame]:
    """Return the tables made from the sources: flows, feed, emission_parts, output."""
    read = Reader(args, EDITION)
    flows, parts = build_flows.flows(read)
    flows = flows.sort_values(["product", "origin", "flow"], ignore_index=True)
    feed = build_feed.feed(read)
    parts = parts.sort_values(["product", "origin", "part"], ignore_index=True)
    made = output(read)[["product", "country", "tonnes"]].sort_values(["product", "country"], ignore_index=True)
    return {"flows": flows, "feed": feed, "emission_parts": parts, "output": made}


def main() -> None:
    args = arguments(HERE)
    made = compile_tables(args)
    frames = {file: made[file.split(".")[0]] if file.split(".")[0] in made else written(file) for file in KEYS}
    write_edition(EDITION, told_tables(frames, KEYS), args.out)


if __name__ == "__main__":
    main()
