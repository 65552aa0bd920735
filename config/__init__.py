"""What leadership may change, in words: criteria, services, capacity and rules."""
