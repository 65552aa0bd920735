"""A provider of OpenID Connect on loopback that lies, in whatever way a test wants."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jws
from joserfc.jwk import OctKey, RSAKey

from tests.app.web.provider import CLIENT

Claims = dict[str, Any]
KID = "own"


class Forger:
    """What the provider says; an honest one, until a test changes it."""

    def __init__(self) -> None:
        self.url = ""
        self.key = RSAKey.generate_key(2048, {"kid": KID, "use": "sig", "alg": "RS256"})
        self.other_key = RSAKey.generate_key(2048, {"kid": KID, "use": "sig", "alg": "RS256"})
        self.algorithms: tuple[str, ...] = ("RS256",)
        self.nonces: dict[str, str] = {}
        self.used: set[str] = set()
        self.issued: list[str] = []
        self.claims: Callable[[Claims], Claims] = dict
        self.sign: Callable[[Claims], str] = self.signed
        self.codes = 0

    def honest(self) -> None:
        """Take every lie back."""
        self.claims, self.sign, self.algorithms = dict, self.signed, ("RS256",)

    def signed(self, claims: Claims) -> str:
        """Return a token as it should be."""
        return self._compact({"alg": "RS256", "kid": KID}, claims, self.key)

    def signed_by_another(self, claims: Claims) -> str:
        """Return a token that somebody else has signed."""
        return self._compact({"alg": "RS256", "kid": KID}, claims, self.other_key)

    def unsigned(self, claims: Claims) -> str:
        """Return a token that nobody has signed: ``alg=none``."""
        head = _base64(json.dumps({"alg": "none", "kid": KID}).encode())
        return f"{head}.{_base64(json.dumps(claims).encode())}."

    def signed_with_public_key(self, claims: Claims) -> str:
        """Return a token signed by a secret that everybody knows: the public key as HS256's."""
        secret = OctKey.import_key(self.key.as_pem(private=False))
        return self._compact({"alg": "HS256", "kid": KID}, claims, secret)

    @staticmethod
    def _compact(head: Mapping[str, Any], claims: Claims, key: Any) -> str:
        payload = json.dumps(claims).encode()
        return jws.serialize_compact(dict(head), payload, key, algorithms=[head["alg"]])

    def authorize(self, query: Mapping[str, str]) -> str:
        """Return where the browser is sent back to, with a code."""
        self.codes += 1
        code = f"code-{self.codes}"
        self.nonces[code] = query["nonce"]
        back = urlencode({"code": code, "state": query["state"]})
        return f"{query['redirect_uri']}?{back}"

    def token(self, code: str) -> tuple[int, Claims]:
        """Return the token for a code, once."""
        if code in self.used or code not in self.nonces:
            return 400, {"error": "invalid_grant"}
        self.used.add(code)
        now = int(time.time())
        token = self.sign(
            self.claims(
                {
                    "iss": self.url,
                    "aud": CLIENT,
                    "sub": "subject-1",
                    "name": "Ada Obi",
                    "email": "ada@example.org",
                    "email_verified": True,
                    "nonce": self.nonces[code],
                    "iat": now,
                    "exp": now + 3600,
                }
            )
        )
        self.issued.append(token)
        return 200, {"access_token": f"access-{code}", "token_type": "Bearer", "id_token": token}

    @property
    def metadata(self) -> Claims:
        """What a client is told about the provider."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": list(self.algorithms),
        }


def _base64(raw: bytes) -> str:
    import base64

    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def forging() -> Iterator[Forger]:
    """Start the provider, and end it afterwards."""
    forger = Forger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            match parts.path:
                case "/.well-known/openid-configuration":
                    self._json(200, forger.metadata)
                case "/jwks":
                    self._json(200, {"keys": [forger.key.as_dict(private=False)]})
                case "/authorize":
                    self.send_response(302)
                    self.send_header("Location", forger.authorize(query))
                    self.end_headers()
                case _:
                    self._json(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._json(*forger.token(parse_qs(body)["code"][0]))

        def _json(self, status: int, value: Claims) -> None:
            content = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forger.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield forger
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
