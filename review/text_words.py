"""The words for what the program did with a text: which of its layers hid something, and why two may be one."""

from collections.abc import Mapping

# As `_`, the name by which the extractor of sentences knows it.
from flask_babel import lazy_gettext as _

TEXT_WORDS: Mapping[str, Mapping[str, str]] = {
    "layer": {
        "declared": _("the source named it"),
        "marked": _("a reviewer marked it"),
        "kept hidden": _("a reviewer left it hidden"),
        "identifier": _("it is written like a number of a person or a paper"),
        "contact": _("it is written like a way to reach somebody"),
        "address": _("it reads like an address"),
        "plate": _("it is written like a number plate"),
        "date": _("it reads like a date"),
        "time": _("it reads like an hour"),
        "age": _("it reads like an age"),
        "place": _("it reads like a place"),
        "institution": _("it reads like an institution"),
        "workplace": _("it reads like a place of work"),
        "name list": _("a list of names has it"),
        "name shape": _("it is built like a name"),
        "initials": _("it looks like initials"),
        "cue": _("it stands where a name would stand"),
        "capital": _("it begins with a capital letter"),
        "unknown word": _("no list of ordinary words has it"),
        "allow list": _("no list of ordinary words has it"),
        "spaced letters": _("its letters stand apart"),
        "disguise": _("its letters are broken up by signs, figures or a line's end"),
        "tagger": _("the trained program takes it for one"),
        "beside a name": _("it stands beside a name"),
        "public": _("it tells much beside other things, where a text must stand alone"),
        "propagation": _("it is like something hidden elsewhere"),
    },
    "likeness": {
        "same family name": _("they have the same family name"),
        "same given name": _("they have the same given name"),
        "nearly the same spelling": _("their names are spelt nearly alike"),
    },
    "certainty": {"guess": _("a guess"), "likely": _("likely")},
}
