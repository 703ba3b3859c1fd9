"""PDF documents for tests: a plain one, and such as are refused."""

from functools import cache
from io import BytesIO

from pypdf import PdfWriter


def written(fill=lambda _writer: None, sheets=1):
    writer = PdfWriter()
    for _n in range(sheets):
        writer.add_blank_page(width=595, height=842)
    fill(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def a_pdf(sheets=1):
    return written(sheets=sheets)
