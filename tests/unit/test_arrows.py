"""Arrows never turn back: which room may import which (docs/design.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STAGES = ("read", "resolve", "inventory", "characterise", "attribute", "report")
#: Imported by no stage; only the command line may call them.
LEAVES = (
    *("brightway", "mrio", "distributed", "verify", "editions", "cli"),
    *("templates", "mapping", "translation"),
)


def modules() -> list[Path]:
    return sorted(path for top in ("footprint", "api", "factors") for path in (ROOT / top).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    if parts[0] != "footprint":
        return parts[0]
    return parts[2] if parts[1] == "stages" and len(parts) > 3 else parts[1].removesuffix(".py")


def rooms(names: set[str]) -> set[str]:
    """Return the rooms of footprint that are imported; a stage by its own name."""
    found = set()
    for parts in (name.split(".") for name in names if name.startswith("footprint.")):
        found |= {parts[2]} if parts[1] == "stages" and len(parts) > 2 else {parts[1]} - {"stages"}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_to_the_arrows(path: Path) -> None:
    mine, names = room(path), imported(path)
    inside = rooms(names)
    if mine == "ground":
        assert inside <= {"ground"}, f"the ground floor imports {inside - {'ground'}}"
    elif mine in STAGES:
        assert inside <= {"ground", mine}, f"stage {mine} imports {inside - {'ground', mine}}"
    elif mine == "factors":
        allowed = {"ground", "editions", "tracing"}
        assert inside <= allowed, f"a build script imports {inside - allowed}"
    elif mine == "tracing":
        assert inside <= {"ground"}, f"tracing imports {inside - {'ground'}}"
    elif mine == "editions":
        assert inside <= {"ground", "editions"}
    elif mine not in (*LEAVES, "__main__"):
        assert not inside & set(LEAVES), f"{mine} imports the leaf {inside & set(LEAVES)}"
    assert mine == "api" or not any(name.split(".")[0] == "api" for name in names) or mine == "cli"


def test_a_turned_arrow_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    path.write_text("from footprint.stages.report.model import Report\n", encoding="utf-8")
    assert rooms(imported(path)) == {"report"}


def test_every_stage_exists() -> None:
    assert all((ROOT / "footprint" / "stages" / stage / "__init__.py").is_file() for stage in STAGES)
