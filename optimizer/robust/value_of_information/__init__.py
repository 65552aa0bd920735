"""What finding out would be worth: EVPI, EVPPI, and who would switch sides (Howard 1966)."""
