"""Tables: from frozen results to the DataFrames that charts draw and people download."""
