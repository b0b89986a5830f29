"""The language and its calendar: slugs, sorting, dates, document numbers, encodings."""
