"""A dataset as a workbook: what is asked on which sheet, and what comes back.

``asked`` says what ratings sheets ask, ``read`` takes a filled workbook, ``changes`` names what it
changes, row by row, and takes over what is accepted. It is written in ``app.export``.
"""
