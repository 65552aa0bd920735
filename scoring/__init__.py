"""What a candidate is worth: value functions, weights, scores, and how sure they are."""
