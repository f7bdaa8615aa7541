"""Arrows never turn back: which room may import which (docs/design.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STAGES = ("read", "resolve", "inventory", "characterise", "attribute", "report")
#: Imported by no stage; only the command line may call them.
LEAVES = ("brightway", "mrio", "distributed", "verify", "editions", "cli")


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
    return parts[1].removesuffix(".py") if parts[0] == "footprint" and len(parts) > 1 else parts[0]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_to_the_arrows(path: Path) -> None:
    mine, names = room(path), imported(path)
    inside = {name.split(".")[1] for name in names if name.startswith("footprint.") and len(name.split(".")) > 1}
    if mine == "ground":
        assert inside <= {"ground"}, f"the ground floor imports {inside - {'ground'}}"
    elif mine in STAGES:
        assert inside <= {"ground", mine}, f"stage {mine} imports {inside - {'ground', mine}}"
    elif mine == "factors":
        assert inside <= {"ground", "editions"}, f"a build script imports {inside - {'ground', 'editions'}}"
    elif mine == "editions":
        assert inside <= {"ground", "editions"}
    elif mine not in (*LEAVES, "__main__"):
        assert not inside & set(LEAVES), f"{mine} imports the leaf {inside & set(LEAVES)}"
    assert mine == "api" or not any(name.split(".")[0] == "api" for name in names) or mine == "cli"


def test_every_stage_exists() -> None:
    assert all((ROOT / "footprint" / stage / "__init__.py").is_file() for stage in STAGES)
