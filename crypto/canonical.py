"""Canonical JSON: one value has one encoding, so that hashes and signatures of documents have one meaning.

UTF-8, object keys sorted by code point, no spaces, no floats; integers stay within ±(2^53 - 1), which every
JSON reader, a browser's too, holds exactly.
"""

import json

from crypto.errors import Damaged

MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1


def dumps(document: object) -> bytes:
    """Return the one encoding of None, bool, int, str, list, dict; raise TypeError or ValueError."""
    _refuse_foreign(document, MAX_DEPTH)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def loads(encoded: bytes) -> object:
    """Return the value of a canonical encoding; raise Damaged for any other bytes, also a key twice."""
    if len(encoded) > MAX_DOCUMENT_BYTES:
        raise Damaged("document: too long")
    try:
        document: object = json.loads(encoded.decode("utf-8"))
        again = dumps(document)
    except (TypeError, ValueError, RecursionError):
        # The parser's error carries the whole document, and tracebacks are printed: the chain ends here.
        raise Damaged("document: not canonical JSON") from None
    # Writing it again catches spaces, order, a key twice, needless escapes and whatever else has two spellings.
    if again != encoded:
        raise Damaged("document: not in its canonical form")
    return document


def _refuse_foreign(value: object, depth: int) -> None:
    if depth == 0:
        raise ValueError("document: nested too deeply")
    if isinstance(value, dict):
        if not all(type(key) is str for key in value):
            raise TypeError("document: a key that is no string")
        for item in value.values():
            _refuse_foreign(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            _refuse_foreign(item, depth - 1)
    elif type(value) is int:
        if abs(value) > MAX_INTEGER:
            raise ValueError("document: an integer out of range")
    elif not (value is None or type(value) in {str, bool}):
        raise TypeError("document: a type that JSON has not, or a float")
