"""New files: what `cchc new` writes, from the words of a title and from what the unit already has."""
