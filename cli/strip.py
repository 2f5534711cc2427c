"""`aigaq strip`: a text on standard input, one JSON object on standard output; nothing is stored."""

import argparse
import json
import sys
from typing import Any, BinaryIO, TextIO

from testimony.pseudonyms.render import mention_label, working_text
from testimony.pseudonyms.result import Stripped
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.strip import LANGUAGES, strip

EXIT_BAD_INPUT = 2


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `strip` command."""
    parser = subparsers.add_parser(
        "strip", help="hide who is who in a text", description="Read UTF-8 text, print its stripped form as JSON."
    )
    parser.add_argument("--language", choices=LANGUAGES, required=True, help="the text's main language")
    parser.set_defaults(run=run)


def run(
    arguments: argparse.Namespace,
    source: BinaryIO | None = None,
    output: TextIO | None = None,
    errors: TextIO | None = None,
) -> int:
    """Strip what `source` holds and print it to `output`; give the process's exit status."""
    source = sys.stdin.buffer if source is None else source
    output = sys.stdout if output is None else output
    errors = sys.stderr if errors is None else errors
    try:
        text = source.read().decode("utf-8")
    except UnicodeDecodeError as error:
        print(f"aigaq strip: standard input is not UTF-8 (byte {error.start})", file=errors)
        return EXIT_BAD_INPUT
    print(json.dumps(as_json(strip(text, language=arguments.language)), ensure_ascii=False), file=output)
    return 0


def as_json(stripped: Stripped) -> dict[str, Any]:
    """Give the printed object: offsets count Python characters of the input."""
    entities = {entity.id: entity for entity in stripped.entities}
    spans = [
        {
            "start": mention.start,
            "end": mention.end,
            "type": mention.type.value,
            "person": mention.entity if mention.type is SpanType.PERSON else None,
            "replacement": f"[{mention_label(mention, entities[mention.entity])}]",
        }
        for mention in stripped.mentions
    ]
    return {"text": working_text(stripped), "spans": spans}
