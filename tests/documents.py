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


def by_hand(catalogue, fourth=b"null", *, generation=0, root=b"1 0 R"):
    """A document as nobody's program writes it: object 1, object 4 of a generation, and what the trailer calls root."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    out, lines = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, body in enumerate((catalogue, *pages, fourth), 1):
        of = generation if number == 4 else 0
        lines += b"%010d %05d n \n" % (len(out), of)
        out += b"%d %d obj\n%b\nendobj\n" % (number, of, body)
    return b"%bxref\n0 5\n%btrailer\n<< /Size 5 /Root %b >>\nstartxref\n%d\n%%%%EOF\n" % (out, lines, root, len(out))
