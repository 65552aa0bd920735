"""OGP's own exports of its commitments database, as they come, laid over a dataset."""
