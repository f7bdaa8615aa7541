"""Measure what docs/benchmarks.md states, each as a ratio within this run.

python -m benchmarks            everything (a few minutes)
python -m benchmarks --lines 100000 --only csv
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import footprint
from benchmarks.ledger import make_ledger, write_csv, write_xlsx

#: Rounds that count of the comparison with polars; one more goes before them.
ROUNDS = 11


def seconds_of(work: Callable[[], Any]) -> float:
    """Return the seconds one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def assess_fully(path: Path) -> footprint.Result:
    """Assess and make the tables a user looks at: totals, coverage and one row per line."""
    result = footprint.assess(path)
    if not (len(result.lines) and len(result.totals) and len(result.coverage)):
        raise RuntimeError(f"nothing was assessed in {path}")
    return result


def of_csv(folder: Path, lines: int) -> dict[str, float]:
    """Time `assess` over the time polars takes to parse the same file.

    In turn (parse, assess, parse, assess ...), as both would run in a program that does something else between; and
    alone, each in a tight loop of its own, where the memory of the last run is reused and polars is twice as fast.
    """
    import polars

    path = folder / "ledger.csv"
    write_csv(make_ledger(lines), path)
    works = (lambda: polars.read_csv(path), lambda: footprint.assess(path), lambda: assess_fully(path))
    rounds = [[seconds_of(work) for work in works] for _ in range(ROUNDS + 1)][1:]
    parse, bare, whole = (statistics.median(column) for column in zip(*rounds, strict=True))
    alone = [statistics.median(seconds_of(work) for _ in range(ROUNDS)) for work in works]
    return {
        "polars_parse_s": parse,
        "assess_s": bare,
        "assess_with_tables_s": whole,
        "assess_over_polars": statistics.median(one / other for other, one, _ in rounds),
        "assess_with_tables_over_polars": statistics.median(one / other for other, _, one in rounds),
        "polars_parse_alone_s": alone[0],
        "assess_alone_over_polars_alone": alone[1] / alone[0],
        "lines_per_s": lines / whole,
        "peak_gb": peak_of(path),
    }


def peak_of(path: Path) -> float:
    """Return the peak memory of a process of its own that assesses the file and makes its tables [GB]."""
    program = (
        "import resource, sys, footprint; result = footprint.assess(sys.argv[1]);"
        "result.lines, result.totals, result.coverage;"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024 / 1e9


def of_bw2calc(folder: Path, lines_per_s: float, lines: int = 200) -> dict[str, float]:
    """Compare lines per second with a loop of bw2calc ``lcia`` per line on the same system, all default lenses."""
    import warnings

    warnings.simplefilter("ignore")
    import bw2calc

    from footprint.brightway import export

    path = folder / "system.csv"
    write_csv(make_ledger(100_000), path)
    exported = export(footprint.assess(path))
    demands = [{process: 1.0} for process in list(exported.demand)[:lines]]
    lca = bw2calc.LCA(demands[0], data_objs=[exported.system, next(iter(exported.methods.values()))])
    lca.lci()
    start = time.perf_counter()
    for demand in demands:
        lca.lci(demand)
        for method in exported.methods.values():
            lca.load_lcia_data([method])
            lca.lcia()
    seconds = time.perf_counter() - start
    return {"bw2calc_lines_per_s": lines / seconds, "assess_over_bw2calc": lines_per_s * seconds / lines}


def of_xlsx(folder: Path, lines: int) -> dict[str, float]:
    """Time sheet to workbook, page and marked sheet, each over reading it plus writing the workbook's cells plainly."""
    path, out = folder / "ledger.xlsx", folder / "report.xlsx"
    write_xlsx(make_ledger(lines), path)
    footprint.assess(path).to_excel(out)
    cells = read_cells(out)
    works = {
        "workbook": lambda: footprint.assess(path).to_excel(out),
        "page": lambda: footprint.assess(path).to_html(folder / "report.html"),
        "marked": lambda: footprint.assess(path).to_marked(path, folder / "marked.xlsx"),
    }
    rounds = [
        (seconds_of(lambda: _read_and_write(path, cells, folder)), *map(seconds_of, works.values())) for _ in range(3)
    ]
    found = {"read_plus_write_s": statistics.median(plain for plain, *_ in rounds)}
    for place, name in enumerate(works, 1):
        found[f"xlsx_to_{name}_s"] = statistics.median(seconds[place] for seconds in rounds)
        found[f"xlsx_to_{name}_over_read_plus_write"] = statistics.median(times[place] / times[0] for times in rounds)
    return found | {"page_mb": (folder / "report.html").stat().st_size / 1e6}


def _read_and_write(path: Path, cells: dict[str, list[list[Any]]], folder: Path) -> None:
    import python_calamine

    python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    write_cells(cells, folder / "copy.xlsx")


def read_cells(path: Path) -> dict[str, list[list[Any]]]:
    """Return all cells of a workbook, sheet by sheet."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def write_cells(cells: dict[str, list[list[Any]]], path: Path) -> None:
    """Write cells plainly with xlsxwriter."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    for name, rows in cells.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()


def of_start() -> dict[str, float]:
    """Time the start of the command line to its first output, and the loading of all tables."""
    program = (
        "import time, pandas, footprint.engine as engine; since = time.perf_counter();"
        "engine.engine(); print(time.perf_counter() - since)"
    )
    load = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    starts = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "footprint", "--help"], capture_output=True, check=True)
        starts.append(time.perf_counter() - start)
    return {"load_tables_s": statistics.median(load), "command_line_start_s": statistics.median(starts)}


def main() -> None:
    """Run the measurements asked for and print them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1_000_000, help="lines of the csv ledger")
    parser.add_argument("--xlsx-lines", type=int, default=100_000, help="lines of the xlsx ledger")
    parser.add_argument(
        "--only",
        choices=["csv", "bw2calc", "xlsx", "start"],
        action="append",
        help="measure only this; repeat for more",
    )
    asked = parser.parse_args()
    wanted = asked.only or ["start", "csv", "bw2calc", "xlsx"]
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "start" in wanted:
            found |= of_start()
        if "csv" in wanted or "bw2calc" in wanted:
            found |= of_csv(folder, asked.lines)
        if "bw2calc" in wanted:
            found |= of_bw2calc(folder, found["lines_per_s"])
        if "xlsx" in wanted:
            found |= of_xlsx(folder, asked.xlsx_lines)
    found["peak_of_this_run_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    print(json.dumps({key: float(f"{value:.4g}") for key, value in found.items()}, indent=1))


if __name__ == "__main__":
    main()
