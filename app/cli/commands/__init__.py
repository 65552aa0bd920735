"""One module per command; the function of the module's name is the command.

What commands call raises an ``InputError`` with every problem of inputs and options.
"""
