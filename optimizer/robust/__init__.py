"""How sure a plan is: the same problem under other weights and other evidence."""
