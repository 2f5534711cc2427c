"""Put the same protective headers on every answer and refuse requests that another site caused."""

from flask import Flask, Request, Response, abort, request

from web.requests import FormRequest

# A full narrative is 50,000 characters; four bytes each, percent-encoded, are 600,000 bytes, and the other
# fields need about 100,000 more. The rest lets an over-long text arrive, so that it can be kept and shown
# again.
MAX_BODY_BYTES = 1024 * 1024

_POLICY = {
    "default-src": "'none'",  # nothing loads unless a line below names it: no script, frame, font, fetch
    "style-src": "'self'",  # our stylesheets; no inline style, so injected markup can not restyle the page
    "img-src": "'self'",  # browsers fetch a site icon unasked
    "form-action": "'self'",  # an injected form can not send what somebody typed elsewhere
    "base-uri": "'none'",  # an injected <base> can not turn relative addresses to another host
    "frame-ancestors": "'none'",  # nobody can put the page under their own buttons
}

_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    # The address of this site must not reach the one visited next, "leave now" included.
    "Referrer-Policy": "no-referrer",
    # The three together put the page into a process of its own, out of reach of windows that opened it.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=()",
}
_HSTS = "max-age=63072000; includeSubDomains"


def install(app: Flask, *, secure: bool) -> None:
    """Add the headers, the body limits and the refusal of other sites' requests to an app."""
    app.request_class = FormRequest
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    # Werkzeug's own default of 500,000 bytes would refuse a full narrative in Cyrillic.
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY_BYTES
    app.before_request(refuse_other_sites)

    @app.after_request
    def protect(response: Response) -> Response:
        return _protect(response, secure=secure)


def refuse_other_sites() -> None:
    """Answer 403 to a POST which the browser says another site caused."""
    if request.method == "POST" and _comes_from_elsewhere(request):
        abort(403)


def _comes_from_elsewhere(asked: Request) -> bool:
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        # "same-site" is refused too: on one machine, another port is the same site and not the same app.
        return site not in {"same-origin", "none"}
    origin = asked.headers.get("Origin")
    # Our own forms send "null" because the referrer policy hides the origin; the form token decides about
    # those.
    return origin not in {None, "null", f"{asked.scheme}://{asked.host}", f"https://{asked.host}"}


def _protect(response: Response, *, secure: bool) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    # A page kept by the browser is evidence on the phone. Static files set their own, longer rule before
    # this.
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)
    if secure or request.is_secure:
        # Never over plain HTTP: browsers ignore it there, and an onion address has no certificate to insist
        # on.
        response.headers["Strict-Transport-Security"] = _HSTS
    return response
