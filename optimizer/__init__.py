"""What to do with what we have: problem, model, plan, and the reasons (PuLP)."""
