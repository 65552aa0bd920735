"""The chance that a commitment leads to results, estimated from how earlier ones fared."""
