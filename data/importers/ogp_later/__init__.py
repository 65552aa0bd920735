"""What became known of the members after 2020, to be laid over the bundled dataset."""
