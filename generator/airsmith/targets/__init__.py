"""The languages and formats that a catalog becomes."""
