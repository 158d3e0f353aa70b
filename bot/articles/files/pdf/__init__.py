"""PDF files: from the marks on the page back to paragraphs in the order of reading."""
