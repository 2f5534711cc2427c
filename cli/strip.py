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
ALLOW_LIST = ("never", "doubtful", "always")


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `strip` command."""
    parser = subparsers.add_parser(
        "strip", help="hide who is who in a text", description="Read UTF-8 text, print its stripped form as JSON."
    )
    parser.add_argument("--language", choices=LANGUAGES, required=True, help="the text's main language")
    parser.add_argument(
        "--allow-list",
        choices=ALLOW_LIST,
        default="never",
        help="hide words that no list knows: never, always, or where names may be missed, as the intake does",
    )
    parser.add_argument(
        "--explain", action="store_true", help="say of each part how sure it is, and of the text whether"
    )
    parser.add_argument(
        "--strict", action="store_true", help="hide origin, trade, health, countries, sums and all dates too"
    )
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
    stripped = strip(
        text,
        language=arguments.language,
        allow_list=arguments.allow_list == "always",
        allow_list_if_doubtful=arguments.allow_list == "doubtful",
        strict=arguments.strict,
    )
    printed = explained(stripped) if arguments.explain else as_json(stripped)
    print(json.dumps(printed, ensure_ascii=False), file=output)
    return 0


def explained(stripped: Stripped) -> dict[str, Any]:
    """Give the printed object with what the program thinks of its own work: layers, confidence, doubts, questions."""
    plain = as_json(stripped)
    spans = [
        {**span, "layers": list(mention.layers), "confidence": mention.confidence}
        for span, mention in zip(plain["spans"], stripped.mentions, strict=True)
    ]
    suggestions = [{"first": s.first, "second": s.second, "reason": s.reason} for s in stripped.suggestions]
    return {**plain, "spans": spans, "doubtful": stripped.doubtful, "reasons": [*stripped.reasons], "same": suggestions}


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
