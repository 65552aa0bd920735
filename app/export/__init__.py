"""Answers as files to take away: what is written goes through here, whole or not at all."""
