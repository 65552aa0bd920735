"""What is asked, and its answer: one file per question, one engine that works them out."""
