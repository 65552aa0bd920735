"""``focus app``: the same questions on screens, in the browser."""

from typing import Annotated

import typer

from app.cli.options import Asked, options


@options(levers=(), search=())
def app(
    *,
    asked: Asked,
    port: Annotated[
        int, typer.Option(metavar="N", help="Port that the app listens on.", min=1, max=65535)
    ] = 8501,
    address: Annotated[
        str,
        typer.Option(
            metavar="HOST",
            help="Address that it listens on; 0.0.0.0 lets other machines in.",
        ),
    ] = "localhost",
    browser: Annotated[
        bool, typer.Option(help="Open the browser, or only say where the app is.")
    ] = True,
) -> None:
    """Open the screens: evidence, criteria, ranking, what-if, partners and more.

    For example:

      focus app
          The bundled data of 2020, in the browser of this machine.

      focus app --data mine --config mine/settings --port 8600 --no-browser
          Your own, for a browser that you open yourself.

    The data are checked first. Ctrl-C ends the app; nothing is sent anywhere.
    """
    from app.cli.serving import serve

    status = serve(asked, port=port, address=address, browser=browser)
    if status:
        raise typer.Exit(status)
