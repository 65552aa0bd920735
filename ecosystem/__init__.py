"""Who works where: the partner graph and what it says (networkx)."""
