"""Why a candidate is in or out, what overruling costs, what one more unit of capacity is worth."""
