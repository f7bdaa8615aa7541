"""Where files leave: whole or not at all, and never over what the user gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from footprint.ground.errors import InputError
from footprint.stages.report.door import binary_file, refuse_clashes, text_file


def test_a_result_that_breaks_off_leaves_the_one_that_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("last year", encoding="utf-8")
    with pytest.raises(RuntimeError, match="in the middle"):
        _write_half(target)
    assert target.read_text(encoding="utf-8") == "last year"
    assert list(tmp_path.iterdir()) == [target]


def _write_half(target: Path) -> None:
    with text_file(target) as file:
        file.write("half")
        raise RuntimeError("in the middle")


def test_a_fault_while_writing_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="output_not_writable"), binary_file(tmp_path / "report.xlsx"):
        raise OSError(28, "No space left on device")
    with pytest.raises(InputError, match="a folder"), binary_file(tmp_path):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_device_is_told() -> None:
    with pytest.raises(InputError, match="output_not_writable"), text_file("/dev/full") as file:
        file.write("something")


def test_a_result_may_not_overwrite_the_list_or_another_result(tmp_path: Path) -> None:
    source = tmp_path / "list.xlsx"
    source.write_bytes(b"")
    for outputs in ([tmp_path / "." / "list.xlsx"], [tmp_path / "a", tmp_path / "a"]):
        with pytest.raises(InputError, match="output_clashes"):
            refuse_clashes(source, outputs)
    refuse_clashes(source, [tmp_path / "a", tmp_path / "b"])
    assert source.exists()
