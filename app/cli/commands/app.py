"""``focus app``: the same questions on screens, in the browser."""

from dataclasses import dataclass
from pathlib import Path

import typer

from app.cli.options import Asked, given, options, usual


@dataclass(frozen=True)
class Acting:
    """For whom the app acts: whoever signs in, one person, or nobody."""

    person: str | None = given(
        "NAME",
        "Act for this one person, without any sign-in: whoever opens the app is them. Default: "
        "FOCUS_PERSON, or nobody.",
    )
    sign_in: Path | None = given(
        "FILE",
        "Settings of the sign-in with a provider of OpenID Connect (docs/sign-in.md). Default: "
        "FOCUS_SECRETS, or none.",
    )


@options(levers=(), search=())
def app(
    *,
    asked: Asked,
    acting: Acting,
    port: int = usual(8501, "N", "Port that the app listens on.", min=1, max=65535),
    address: str = usual(
        "localhost", "HOST", "Address that it listens on; 0.0.0.0 lets other machines in."
    ),
    browser: bool = usual(True, None, "Open the browser, or only say where the app is."),
) -> None:
    """Open the screens: evidence, criteria, ranking, what-if, partners and more.

    For example:

      focus app
          The bundled data of 2020, in the browser of this machine.

      focus app --data mine --config mine/settings --port 8600 --no-browser
          Your own, for a browser that you open yourself.

      focus app --person "Ada Obi"
          The same, and Ada can open rounds, rate, review and decide in it.

    The data are checked first. Ctrl-C ends the app; nothing is sent anywhere.
    """
    from app.cli.serving import serve

    status = serve(asked, acting, port=port, address=address, browser=browser)
    if status:
        raise typer.Exit(status)
