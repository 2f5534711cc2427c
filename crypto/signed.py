"""Sign a content under its writer's call sign, and read it back only if the roster's key agrees.

Layout, integers big endian: version 1 B, handle length 1 B, handle, signature 64 B, content.
"""

from collections.abc import Callable

from crypto.digests import framed
from crypto.errors import BadSignature, Damaged
from crypto.signatures import SIGNATURE_BYTES, SigningKey, verify

MAX_HANDLE_BYTES = 64
_VERSION = 1
_FIXED_BYTES = 2


def sign_content(content: bytes, signer: SigningKey, handle: str, label: bytes, *, context: bytes = b"") -> bytes:
    """Return handle, signature and content as one; `context` (a record id) is signed and not carried."""
    name = handle.encode("utf-8")
    if not 0 < len(name) <= MAX_HANDLE_BYTES:
        raise ValueError("handle: 1 to 64 bytes")
    signature = signer.sign(label, _message(name, content, context))
    return bytes([_VERSION, len(name)]) + name + signature + content


def read_signed(blob: bytes, *, label: bytes, keys: Callable[[str], bytes], context: bytes = b"") -> tuple[str, bytes]:
    """Return handle and content once verified; raise Damaged or BadSignature, this too for a KeyError."""
    if len(blob) < _FIXED_BYTES or blob[0] != _VERSION:
        raise Damaged("signed content: unknown version")
    handle_end = _FIXED_BYTES + blob[1]
    name, signature = blob[_FIXED_BYTES:handle_end], blob[handle_end : handle_end + SIGNATURE_BYTES]
    if not name or len(signature) != SIGNATURE_BYTES:
        raise Damaged("signed content: cut")
    content = blob[handle_end + SIGNATURE_BYTES :]
    try:
        handle = name.decode("utf-8")
        public = keys(handle)
    except UnicodeDecodeError as error:
        raise Damaged("signed content: handle") from error
    except KeyError as error:
        raise BadSignature("signed content: nobody of that handle may sign") from error
    verify(public, label, _message(name, content, context), signature)
    return handle, content


def _message(name: bytes, content: bytes, context: bytes) -> bytes:
    return framed(context, name, content)
