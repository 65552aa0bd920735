"""What was asked, said and decided: rounds, kept in a database and never changed afterwards."""
