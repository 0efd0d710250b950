"""What schemathesis cannot read in the document: how exchanges and bundles are framed (PROTOCOL.md, sections 1, 11, 13).

Well-formed requests of communes that do not exist; the answer to each is a refusal with a code, never a server error.
"""

import json
from pathlib import Path

import schemathesis
from hypothesis import strategies as st

CBOR = "application/cbor"
BUNDLE = "application/octet-stream"
VECTORS = Path(__file__).resolve().parents[4] / "assets" / "vectors"


def head(major: int, value: int) -> bytes:
    """The shortest form of a CBOR head."""
    if value < 24:
        return bytes([major << 5 | value])
    for extra, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([major << 5 | extra]) + value.to_bytes(size, "big")
    raise ValueError(value)


def number(value: int) -> bytes:
    return head(0, value) if value >= 0 else head(1, -1 - value)


def byte_string(value: bytes) -> bytes:
    return head(2, len(value)) + value


def identity():
    return st.binary(min_size=16, max_size=16).map(byte_string)


@st.composite
def requests(draw) -> bytes:
    time_ms = draw(st.integers(-(2**63), 2**63 - 1))
    body = draw(st.binary(max_size=300))
    signature = draw(st.binary(min_size=64, max_size=64))
    parts = [draw(identity()), draw(identity()), number(time_ms), byte_string(body), byte_string(signature)]
    return head(4, len(parts)) + b"".join(parts)


schemathesis.openapi.media_type(CBOR, requests())


def bundles():
    """A bundle, whole or without its end: what came before is used all the same."""
    whole = bytes.fromhex(json.loads((VECTORS / "bundle.json").read_text(encoding="utf-8"))["out"])
    return st.integers(len(whole) // 2, len(whole)).map(lambda end: whole[:end])


schemathesis.openapi.media_type(BUNDLE, bundles())


@schemathesis.deserializer(CBOR, BUNDLE)
def reply(_context, response) -> str:
    """As the document describes it: bytes."""
    return response.content.decode("latin-1")
