"""Fill in a template in LibreOffice as a user would; run by the system's Python, which has uno.

usage: in_libreoffice.py PIPE TEMPLATE CELLS.json OUTPUT...

CELLS.json holds [sheet, {cell: what is typed}, [cells to look at]]. What was seen is printed as JSON. The module uno is
imported late, since the Python that collects the tests does not have it.
"""

import json
import pathlib
import sys
import time

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".pdf": "calc_pdf_Export"}


def connect(pipe):
    import uno
    from com.sun.star.connection import NoConnectException

    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def option(name, value):
    import uno

    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def fill(cell, what):
    if isinstance(what, str):
        cell.String = what
    else:
        cell.Value = what


def seen(book, cell):
    import uno

    text = uno.getConstantByName("com.sun.star.util.NumberFormat.TEXT")
    rule = cell.Validation
    return {
        "locked": cell.CellProtection.IsLocked,
        "choices": rule.getFormula1() if rule.Type.value == "LIST" else "",
        "refuses": rule.ShowErrorMessage and rule.ErrorAlertStyle.value == "STOP",
        "help": rule.InputMessage,
        "text": bool(book.NumberFormats.getByKey(cell.NumberFormat).Type & text),
    }


def main(pipe, template, cells, outputs):
    desktop = connect(pipe).ServiceManager.createInstance("com.sun.star.frame.Desktop")
    name, typed, looked_at = json.loads(pathlib.Path(cells).read_text(encoding="utf-8"))
    book = desktop.loadComponentFromURL(pathlib.Path(template).as_uri(), "_blank", 0, (option("Hidden", True),))
    sheet = book.Sheets.getByName(name)
    for where, what in typed.items():
        fill(sheet.getCellRangeByName(where), what)
    found = {where: seen(book, sheet.getCellRangeByName(where)) for where in looked_at}
    found["protected"] = sheet.isProtected()
    found["shown"] = [one for one in book.Sheets.ElementNames if book.Sheets.getByName(one).IsVisible]
    for output in map(pathlib.Path, outputs):
        book.storeToURL(output.as_uri(), (option("FilterName", FILTERS[output.suffix]),))
    book.close(True)
    desktop.terminate()
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:4], sys.argv[4:])
