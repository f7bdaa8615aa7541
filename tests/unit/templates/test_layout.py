"""What stands in a template, in each of the four languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from openpyxl.utils import get_column_letter

from footprint.ground.tables import PURCHASES
from footprint.templates.data_sheet import EXAMPLE, FIRST, HEADS, KEYS, LAST

COLUMNS = {column.key: get_column_letter(place) for place, column in enumerate(PURCHASES, 2)}


@pytest.fixture
def sheet(template, data_name):
    return template[data_name]


@pytest.fixture
def rules(sheet):
    """Return what the cells of each column are checked against, by key."""
    found = {str(rule.sqref).partition(str(FIRST))[0]: rule for rule in sheet.data_validations.dataValidation}
    return {key: found[letter] for key, letter in COLUMNS.items()}


def test_instructions_come_first_and_the_lists_are_hidden(template, data_name) -> None:
    assert [sheet.sheet_state for sheet in template.worksheets] == ["visible", "visible", "hidden"]
    assert template.sheetnames[1] == data_name


def test_a_name_leads_to_the_version(template, language, data_name) -> None:
    assert template.defined_names["footprint_template"].attr_text == f"'{data_name}'!$A$1"
    assert template[data_name]["A1"].value == f"footprint_template purchases 1 {language}"


def test_the_hidden_keys_stand_above_the_titles_of_the_language(sheet, language) -> None:
    assert sheet.row_dimensions[KEYS].hidden
    assert not sheet.row_dimensions[HEADS].hidden
    for column in PURCHASES:
        letter = COLUMNS[column.key]
        assert sheet[f"{letter}{KEYS}"].value == column.key
        assert sheet[f"{letter}{HEADS}"].value.removesuffix(" *") == column.titles[language]


def test_item_amount_and_unit_are_marked_as_needed(sheet) -> None:
    starred = {key for key, letter in COLUMNS.items() if sheet[f"{letter}{HEADS}"].value.endswith("*")}
    assert starred == {"item", "amount", "unit"}


def test_the_example_is_grey_italic_and_in_the_language(sheet, language) -> None:
    for column in PURCHASES:
        cell = sheet[f"{COLUMNS[column.key]}{EXAMPLE}"]
        assert cell.font.italic
        assert cell.value == (column.examples[language] if column.kind == "text" else float(column.examples["en"]))


def test_what_stands_above_is_locked_and_what_is_filled_in_is_not(sheet) -> None:
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert all(cell.protection.locked for row in sheet.iter_rows(1, HEADS) for cell in row)
    assert all(sheet.row_dimensions[row].protection.locked for row in range(1, FIRST))
    assert not any(column.protection.locked for column in sheet.column_dimensions.values())
    allowed = ("formatCells", "formatColumns", "sort", "autoFilter", "insertRows", "deleteRows")
    assert not any(getattr(sheet.protection, what) for what in allowed)


def test_columns_are_unlocked_to_the_last_so_that_rows_can_be_removed(sheet) -> None:
    spans = sorted((column.min, column.max) for column in sheet.column_dimensions.values())
    assert spans[-1][1] == 16_384
    assert all(one[1] + 1 == other[0] for one, other in pairwise(spans))


def test_codes_are_text(sheet) -> None:
    formats = {key: sheet.column_dimensions[letter].number_format for key, letter in COLUMNS.items()}
    assert [key for key, style in formats.items() if style == "@"] == ["hs_code"]


def test_every_column_has_help_that_fits(rules) -> None:
    for rule in rules.values():
        assert rule.showInputMessage
        assert 0 < len(rule.prompt) <= 255
        assert 0 < len(rule.promptTitle) <= 32
        assert len(rule.error) <= 225
        assert len(rule.errorTitle) <= 32


def test_help_and_choices_reach_over_two_thousand_rows_and_more(rules) -> None:
    assert LAST - FIRST > 2_000
    assert all(str(rule.sqref).endswith(str(LAST)) for rule in rules.values())


def test_nothing_is_refused_and_names_pass_without_a_word(rules) -> None:
    assert {rule.errorStyle for rule in rules.values()} == {"warning"}
    told = {key for key, rule in rules.items() if rule.showErrorMessage}
    assert told == {"origin", "amount", "unit", "practice", "chain_of_custody", "destination"}


def test_choices_come_from_names_that_lead_to_the_hidden_sheet(template, rules) -> None:
    offered = {key: rule.formula1 for key, rule in rules.items() if rule.type == "list"}
    keys = {"item", "origin", "unit", "practice", "certification", "chain_of_custody", "destination"}
    assert set(offered) == keys
    for name in offered.values():
        target, area = next(template.defined_names[name].destinations)
        cells = [cell.value for row in template[target][area] for cell in row]
        assert all(cells)
        assert len(cells) == len(set(cells))


def test_the_print_has_all_columns_on_a_page_and_the_headings_on_each(sheet) -> None:
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADS}:${HEADS}"
    assert sheet.freeze_panes == f"C{FIRST}"


def test_the_instructions_tell_every_column_from_its_declaration(template, language) -> None:
    rows = {row[1]: row[2:] for row in template.worksheets[0].iter_rows(values_only=True) if row[1]}
    for column in PURCHASES:
        assert rows[column.titles[language]][-1] == column.examples[language]
    assert any("footprint assess" in str(text) for text in rows)
