"""Files that come with the app, and how they were made."""
