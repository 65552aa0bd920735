"""One search for every question: relaxation, restricted model, neighbourhoods, full model."""
