"""HTTP with whatever answers SPARQL: credentials, patience, and one-line errors.

::

    CrisiskgError
    └── EndpointError      a remote endpoint cannot be reached, refuses, or answers nonsense
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crisiskg.errors import CrisiskgError, UsageError

if TYPE_CHECKING:
    import requests

AGENT = "crisiskg (https://w3id.org/crisiskg/)"
#: What a store says when it has no time just now; each is tried again.
BUSY = (429, 502, 503, 504)
#: What to ask whoever gives the URL of something else.
NO_ENDPOINT = "is this the URL of a SPARQL endpoint, such as http://localhost:8890/sparql?"
_TRIES = 4
#: Seconds that a store may ask us to wait before the next try.
_LONGEST_WAIT = 30
_MENDS = {
    401: "check --user and CRISISKG_PASSWORD, or CRISISKG_TOKEN",
    403: "this user may not do that: check --user, or ask whoever runs the store for the right to write",
    404: "nothing is there: check the URL",
    405: "it does not take that: check the URL",
    507: "the store is full: make room there and run the same command again",
}


class EndpointError(CrisiskgError):
    """A remote endpoint failed: ``url`` tells which, ``message`` how.

    ``status`` is its HTTP status if it gave one, ``retry_after`` the header of that name.
    """

    def __init__(self, url: str, message: str, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url
        self.message = message
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True)
class Credentials:
    """A user with a password, sent as the store asks for it (digest or basic), or a bearer token.

    Secrets are left out of the ``repr``, so that no log or traceback holds them.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


def checked_url(url: str) -> str:
    """The URL itself. Raises ``UsageError`` for one that is no HTTP URL or that holds a password."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f"endpoint {url!r} is not allowed; give an http:// or https:// URL")
    if "@" in parts.netloc:
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        raise UsageError(f"{bare}: leave the user and password out of the URL; give --user and CRISISKG_PASSWORD")
    return url


class Client:
    """Sends requests with the credentials; tries again what may pass, and says the rest in one line."""

    def __init__(self, credentials: Credentials | None = None, timeout: float = 60.0) -> None:
        import requests
        from requests.adapters import HTTPAdapter
        from urllib3.util import Retry

        self.timeout = timeout
        self._session = requests.Session()
        self._session.headers["User-Agent"] = AGENT
        given = credentials or Credentials()
        # An auth of our own also keeps requests from looking into ~/.netrc.
        self._session.auth = _authentication(given)
        # Whatever is sent may be sent twice: queries, graphs put whole, sets of triples.
        retry = Retry(
            total=_TRIES,
            backoff_factor=0.5,
            status_forcelist=BUSY,
            allowed_methods=None,
            raise_on_status=False,
            retry_after_max=_LONGEST_WAIT,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))

    def send(
        self,
        method: str,
        url: str,
        body: bytes | Mapping[str, str] | list[tuple[str, str]] | None = None,
        media_type: str = "",
        accept: str = "*/*",
        params: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer to one request.

        Raises ``EndpointError`` when the store cannot be reached in time, breaks off, points elsewhere
        or refuses; its message names the URL and, where one is known, the mend.
        """
        import requests

        headers = {"Accept": accept} | ({"Content-Type": media_type} if media_type else {})
        try:
            # A redirected POST would arrive as a GET: the user is told where to go instead.
            response = self._session.request(
                method, url, params=params, data=body, headers=headers, timeout=self.timeout, allow_redirects=False
            )
        except requests.exceptions.Timeout:
            raise EndpointError(url, f"no answer within {self.timeout:g} seconds") from None
        except requests.exceptions.RequestException as error:
            raise EndpointError(url, _unreachable(error, self.timeout)) from None
        if response.is_redirect:
            raise EndpointError(url, f"points to {response.headers['Location']}; give that URL", response.status_code)
        if not response.ok:
            raise EndpointError(url, _refusal(response), response.status_code)
        return response


def one_line(text: str) -> str:
    """The first line that says something, cut to 200 characters."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "no message")
    return line if len(line) <= 200 else line[:199] + "…"


def refusal(status: object, body: str) -> str:
    """What a store says that refuses: its status, its message in plain text, and the mend when one is known."""
    mend = _MENDS.get(status) if isinstance(status, int) else None
    # Pages of error are HTML more often than not; what people read in them is between the tags.
    text = re.sub(r"<(?:style|script|title).*?</(?:style|script|title)>|<[^>]+>", "\n", body, flags=re.DOTALL)
    said = one_line(text if "<html" in body.lower() else body)
    return f"refused with HTTP {status}: {said}" + (f" ({mend})" if mend else "")


def _refusal(response: requests.Response) -> str:
    return refusal(response.status_code, response.content[:10_000].decode("utf-8", "replace"))


def _unreachable(error: Exception, timeout: float) -> str:
    text = str(error)
    if "timed out" in text.lower():
        return f"no answer within {timeout:g} seconds"
    if "refused" in text.lower():
        return "cannot be reached: connection refused (is the store running?)"
    if "resolve" in text.lower() or "name or service" in text.lower():
        return "cannot be reached: no such host"
    if "certificate" in text.lower() or "ssl" in text.lower():
        return "cannot be reached: no secure connection (is its certificate valid?)"
    return "the connection broke before the answer was there"


def _authentication(credentials: Credentials) -> Any:
    """What signs requests: the token at once, a password only when the store asks, in the way it asks for."""
    from requests import PreparedRequest, Response
    from requests.auth import HTTPDigestAuth, _basic_auth_str

    class Bearer(HTTPDigestAuth):
        def __call__(self, request: PreparedRequest) -> PreparedRequest:
            if credentials.token:
                request.headers["Authorization"] = f"Bearer {credentials.token}"
            return request

    class Challenged(HTTPDigestAuth):
        basic = ""

        def __call__(self, request: PreparedRequest) -> PreparedRequest:
            request = super().__call__(request)
            if self.basic:
                request.headers["Authorization"] = self.basic
            return request

        def handle_401(self, r: Response, **kwargs: Any) -> Response:
            wanted = r.headers.get("WWW-Authenticate", "").lower()
            if r.status_code != 401 or "digest" in wanted or "basic" not in wanted or self.basic:
                return super().handle_401(r, **kwargs)
            self.basic = _basic_auth_str(credentials.user, credentials.password)
            r.content  # noqa: B018  read to the end, so that the connection can be used again
            r.close()
            again = r.request.copy()
            again.headers["Authorization"] = self.basic
            answer: Response = r.connection.send(again, **kwargs)
            answer.history.append(r)
            answer.request = again
            return answer

    return Challenged(credentials.user, credentials.password) if credentials.user else Bearer("", "")
