"""The pages: each answers one question; no arithmetic, no file is read here."""
