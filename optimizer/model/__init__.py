"""The mixed-integer programme: one module per family of constraints or objective term."""
