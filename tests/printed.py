"""What stands on a paper, read back by the library that shows papers in Chromium."""

from pypdfium2 import PdfDocument


def printed_pages(pdf: bytes) -> list[str]:
    """The text of each page, line by line."""
    document = PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def squeezed(pdf: bytes) -> list[str]:
    """Page by page, without the blanks that only layout puts in."""
    return ["".join(page.split()) for page in printed_pages(pdf)]
