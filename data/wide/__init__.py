"""One wide table, a row per candidate, made into a dataset and a starter configuration.

``read`` takes any CSV or Excel file as text, cell by cell; ``guess`` says what each column is taken
for, as typed values that people may overrule; ``build`` makes dataset and configuration of both.
"""
