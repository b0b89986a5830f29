"""Content files → validated models. Everything is read, everything is checked, then it is told at once."""
