"""The command line: ``focus check``, ``focus rank``, ``focus plan`` and more.

Every command is one module of :mod:`app.cli.commands` with a function of the module's name; it
is found there, and needs no entry elsewhere. The modules of commands import only what their
options need, and the rest when they run, so that ``focus --help`` answers at once.
"""
