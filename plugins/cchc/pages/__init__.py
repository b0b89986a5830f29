"""Pages: values ready for the place they stand in, laid out by the templates of `theme/cchc/`."""
