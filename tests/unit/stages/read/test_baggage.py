"""What workbooks carry beside their list: macros, links, hidden rows, other lists."""

from footprint.stages.read import read

HEADER = ["item", "origin", "amount", "unit"]
LINES = [HEADER, ["cocoa", "CI", 5, "kg"], ["tea", "IN", 6, "kg"], ["coffee", "BR", 7, "kg"]]


def test_macros_and_links_are_told_and_left_alone(write_xlsx, rewrite_part, codes_at):
    parts = {"xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    activities = read(rewrite_part(write_xlsx(LINES), parts, name="p.xlsm"))
    assert activities.table["amount"].tolist() == [5.0, 6.0, 7.0]
    assert codes_at(activities) == {"macros_not_run": ["p.xlsm"], "links_not_followed": ["p.xlsm"]}
    assert {problem.severity for problem in activities.problems} == {"info"}


def test_hidden_rows_are_read_and_told(write_xlsx, codes_at):
    def hide(book):
        for row in (1, 3, 9):
            book.active.row_dimensions[row].hidden = True

    activities = read(write_xlsx(LINES, finish=hide))
    assert activities.table["line"].tolist() == [2, 3, 4]
    assert codes_at(activities) == {"hidden_read": ["Sheet1"]}
    assert "hidden rows: 1 (3)" in activities.problems[0].found


def test_hidden_columns_are_told_if_they_are_read(write_xlsx, codes_at):
    def hide(letter):
        def done(book):
            book.active.column_dimensions[letter].hidden = True

        return done

    lines = [[*line, "x"] for line in LINES]
    lines[0][-1] = "Cost centre"
    assert codes_at(read(write_xlsx(lines, finish=hide("B"))))["hidden_read"] == ["Sheet1"]
    assert "hidden_read" not in codes_at(read(write_xlsx(lines, finish=hide("E"))))


def test_a_second_list_is_a_warning_with_its_name(write_xlsx):
    problems = read(write_xlsx(January=LINES, February=LINES, Notes=[["hello"]])).problems
    assert [(problem.code, problem.severity, problem.where) for problem in problems] == [
        ("sheet_list_ignored", "warning", "February"),
        ("sheet_ignored", "info", "Notes"),
    ]
    assert "'January' was read" in problems[0].found
    assert "--sheet" in problems[0].fix


def test_a_protected_sheet_is_read_like_any_other(write_xlsx):
    def protect(book):
        book.active.protection.enable()

    activities = read(write_xlsx(LINES, finish=protect))
    assert activities.problems == ()
    assert activities.table["amount"].tolist() == [5.0, 6.0, 7.0]


def test_a_formula_as_text_stays_a_text(write_text):
    activities = read(write_text("item;origin;amount;unit\n=1+1;FR;5;kg\n"))
    assert activities.table["item"].tolist() == ["=1+1"]


def test_a_cell_longer_than_any_sheet_holds_is_no_number_and_no_year(write_text, codes_at):
    long = "1 " * 50_000
    activities = read(write_text(f"item;origin;amount;unit;year\n{long};FR;{long};kg;{long}\nwheat;FR;5;kg;2023\n"))
    assert codes_at(activities) == {"amount_unreadable": ["purchases.csv!C2"], "year_unreadable": ["purchases.csv!E2"]}
    assert all(len(problem.found) < 500 for problem in activities.problems)
