"""From a result to a report in one of the four languages: names, sentences and tables, ready for every door."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from footprint.assessed import Assessed
from footprint.ground.errors import Problem
from footprint.ground.language import Language
from footprint.ground.library import LENSES, library
from footprint.passports import passports_used, remarks_on_factors, version
from footprint.stages.attribute import coverage as covering
from footprint.stages.attribute.streams import streams
from footprint.stages.attribute.totals import EVERYWHERE
from footprint.stages.report import Report
from footprint.stages.report.pictures import World, world

LEADING = 8
"""Products told apart in the streams, for each lens and realm."""


def report_of(result: Assessed, language: Language) -> Report:
    """Return everything the workbook, the page and the JSON show, in a language."""
    names = pd.Series(result.engine.names(language.code), dtype="str")
    axes = {axis: _in_realms(getattr(result, f"by_{axis}"), names) for axis in ("product", "material", "origin")}
    return Report(
        title=language.say("Biodiversity footprint of purchases"),
        source=result.activities.source,
        year=result.year,
        version=version(),
        summary=_summary(result),
        coverage=_coverage_of_what_was_given(result),
        totals=result.totals,
        by_product=axes["product"],
        by_material=axes["material"],
        by_origin=axes["origin"],
        lines=result.lines,
        factors=passports_used(result.engine, result.view, scenario=len(result.practices) > 0),
        overrides=remarks_on_factors(result.engine, np.unique(result.ledger.walk.country)),
        problems=_problems(result, language),
        pressures=result.pressures,
        lenses=result.engine.library.table(LENSES, "lenses").query("lens in @result.engine.lenses"),
        practices=result.practices,
        streams=_streams(result, axes["product"], names),
        realms=result.ledger.realms,
        names=pd.DataFrame({"id": names.index, "name": names.to_numpy()}),
        world=_world(),
        language=language,
    )


@cache
def _world() -> World:
    return world(library())


def _in_realms(table: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Return the rows of the three realms, without what stands apart from them (law L5), named in the language."""
    kept = table[~table["realm"].str.contains(", ", regex=False)].reset_index(drop=True)
    return kept.assign(name=names.reindex(kept.iloc[:, 0]).to_numpy())


def _problems(result: Assessed, language: Language) -> pd.DataFrame:
    rows = [language.problem(problem).as_row() for problem in result.problems]
    return pd.DataFrame(rows, columns=list(Problem.__slots__))


def _streams(result: Assessed, by_product: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Return the impact of the leading products, and of the others together, by place and pressure."""
    ordered = by_product.sort_values("value", ascending=False, kind="stable")
    leaders = ordered.groupby(["lens", "realm"], sort=False, observed=True).head(LEADING)["product"]
    ids, places = result.engine.catalogue.ids, result.engine.system.countries
    chosen = np.unique(ids.get_indexer(pd.Index(leaders.unique())))
    long = streams(result.ledger, result.resolved.cell_product, chosen, len(places))
    product = [str(ids[code]) if code >= 0 else "" for code in long["product"]]
    place = pd.Index([*places.astype(str), EVERYWHERE])[long["place"]]
    return pd.DataFrame(
        {
            "product": product,
            "name": names.reindex(product).to_numpy(),
            "place": place,
            "place_name": names.reindex(place).to_numpy(),
            **{column: long[column] for column in ("lens", "realm", "pressure", "value", "unit")},
        }
    )


def _coverage_of_what_was_given(result: Assessed) -> pd.DataFrame:
    """Return the coverage without measures of which nothing was given: a list without money has no euros to cover."""
    coverage = result.coverage
    given = coverage.loc[(coverage["level"] == covering.GIVEN) & (coverage["value"] > 0), "measure"]
    return coverage[coverage["measure"].isin(given)].reset_index(drop=True)


def _summary(result: Assessed) -> dict[str, int | float | str | None]:
    given = result.coverage[result.coverage["level"] == covering.GIVEN].set_index("measure")["value"]
    read: dict[str, int | float | str | None] = {"lines": int(given["lines"]), "tonnes": float(given["tonnes"])}
    read |= {"euros": float(given["euros"])} if given["euros"] > 0 else {}
    return read | {"view": result.view.replace("_", " "), "allocation": f"by {result.engine.allocation}"}
