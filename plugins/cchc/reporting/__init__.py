"""What a unit did, counted: for reports, statistics and the board of an office."""
