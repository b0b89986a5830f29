"""Building many units: which must be built, in which order, by whom."""
