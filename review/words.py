"""The words under which stored values appear on pages; each is whole and translatable."""

from collections.abc import Mapping

from flask import Flask

# As `_`, the name by which the extractor of sentences knows it.
from flask_babel import lazy_gettext as _

from review.page_words import field_name, said
from review.terms_words import TERMS_WORDS
from review.text_words import TEXT_WORDS

_RECORD_WORDS: Mapping[str, Mapping[str, str]] = {
    "state": {
        "new": _("New"),
        "reading": _("Being read"),
        "coded": _("Coded"),
        "withdrawn": _("Withdrawn"),
        "erased": _("Erased"),
    },
    "language": {"en": "English", "ru": "Русский", "kk": "Қазақша"},
    "relationship": {
        "self": _("It happened to the writer"),
        "relative": _("A relative"),
        "lawyer": _("A lawyer"),
        "medical": _("A doctor or nurse"),
        "witness": _("A witness"),
        "other": _("Someone else"),
    },
    "under_18": {
        "self": _("The writer"),
        "subject": _("The person harmed"),
        "no": _("Nobody"),
    },
    "use": {
        "keep": _("Keep it; ask me first"),
        "count": _("Also count it, without names"),
    },
    "compartment": {
        "contact": _("How to reach the source"),
        "verbatim": _("The exact words, with names"),
    },
    "answer": {"approve": _("agreed"), "deny": _("refused")},
    "role_of_person": {
        "reviewer": _("reviewer"),
        "steward": _("steward"),
        "custodian": _("custodian"),
    },
    "seat": {
        "enrolled": _("waits to be vouched for"),
        "active": _("active"),
        "suspended": _("suspended"),
    },
    "release": {
        "proposed": _("Waits for a second person"),
        "approved": _("Approved"),
        "unreadable": _("Can't be read"),
    },
    "history": {
        "working": _("Something more was hidden"),
        "addition": _("Something more was hidden in an addition"),
        "terms": _("Terms recorded"),
        "coding": _("Coding changed"),
        "decision": _("A request about a hidden part was decided"),
        "pair": _("Decided whether two labels are one person"),
        "mention": _("Decided who is meant at one place"),
        "across": _("Decided whether two labels are one person"),
        "mark-missed": _("Something more was hidden"),
        "show-words": _("Unknown words were let be read"),
        "check-text": _("A doubtful text was checked"),
    },
    "entry": {
        "sign-in": _("Somebody signed in"),
        "vouch": _("Somebody was vouched for"),
        "suspend": _("A seat was closed"),
        "handover": _("Testimonies were handed over"),
        "erased": _("A testimony was erased"),
        "open": _("A testimony was opened"),
        "mark-missed": _("Something more was hidden"),
        "decide-shown": _("A request about a hidden part was decided"),
        "decide-pair": _("Decided whether two labels are one person"),
        "decide-mention": _("Decided who is meant at one place"),
        "show-words": _("Unknown words were let be read"),
        "check-text": _("A doubtful text was checked"),
        "terms": _("Terms were recorded"),
        "coding": _("A coding was changed"),
        "message": _("A message was written"),
        "custody-request": _("An identity was asked for"),
        "custody-answer": _("A custodian answered"),
        "disclosure": _("An identity was opened"),
        "release-proposed": _("A release was proposed"),
        "release-approved": _("A release was approved"),
        "release-downloaded": _("A release was downloaded"),
    },
    "withheld": {
        "not_coded": _("Not coded yet"),
        "R1:no_terms": _("No terms recorded"),
        "R1:not_yes": _("No yes to counting"),
        "R1:output_too_wide": _("More asked for than allowed"),
        "R2:stricter_person": _("Another person in it allows less"),
        "R4:family_permission_ended": _("The family's permission has ended"),
        "R6:minor_undecided": _("Under 18, not decided"),
        "R8:sensitive": _("Sensitive, no separate yes"),
        "R11:hold": _("On hold"),
        "R12:withdrawn": _("Withdrawn"),
        "R22:frozen": _("Frozen by the source"),
        "R21:grade": _("Not corroborated enough"),
        "other": _("Other reasons"),
    },
    "doubt": {
        "lower case": _("it is typed without capital letters"),
        "capitals": _("it is typed in capital letters"),
        "other language": _("it mixes languages"),
        "unknown words": _("it has many words the program does not know"),
        "length": _("it is very long"),
        "no spaces": _("it has stretches without spaces"),
    },
}

# Labels of hidden parts and relations, in the form that testimony.pseudonyms.render takes.
MENTION_WORDS: Mapping[str, str] = {
    "PERSON": _("Person"),
    "PLACE": _("Place"),
    "ADDRESS": _("Address"),
    "DATE": _("Date"),
    "TIME": _("Time"),
    "AGE": _("Age"),
    "PHONE": _("Phone"),
    "ID": _("Document"),
    "EMAIL": _("E-mail"),
    "HANDLE": _("Account name"),
    "VEHICLE": _("Vehicle"),
    "ORG": _("Organisation"),
    "FACILITY": _("Facility"),
    "WORK": _("Workplace"),
    "OTHER": _("Hidden"),
    "son": _("son"),
    "daughter": _("daughter"),
    "child": _("child"),
    "brother": _("brother"),
    "sister": _("sister"),
    "husband": _("husband"),
    "wife": _("wife"),
    "father": _("father"),
    "mother": _("mother"),
    "grandparent": _("grandparent"),
    "uncle": _("uncle"),
    "aunt": _("aunt"),
    "cousin": _("cousin"),
    "nephew": _("nephew"),
    "niece": _("niece"),
    "grandchild": _("grandchild"),
    "friend": _("friend"),
    "neighbour": _("neighbour"),
    "colleague": _("colleague"),
    "cellmate": _("cellmate"),
    "in-law": _("in-law"),
    "investigator": _("investigator"),
    "judge": _("judge"),
    "prosecutor": _("prosecutor"),
    "lawyer": _("lawyer"),
    "officer": _("officer"),
    "chief": _("chief"),
    "doctor": _("doctor"),
    "teacher": _("teacher"),
    "official": _("official"),
    "witness": _("witness"),
    "person": _("person"),
}

WORDS: Mapping[str, Mapping[str, str]] = {**_RECORD_WORDS, **TERMS_WORDS, **TEXT_WORDS, "mention": MENTION_WORDS}


def install(app: Flask) -> None:
    """Give templates the filter `word` and the choices of each kind."""
    app.jinja_env.filters.update(word=word, said=said, field_name=field_name)
    app.jinja_env.globals["choices"] = choices


def word(value: object, kind: str) -> str:
    """Return the words for a stored value; a value that has none stands for itself."""
    plain = str(value)
    return str(WORDS[kind].get(plain, plain))


def choices(kind: str) -> list[tuple[str, str]]:
    """Return values and words of a kind, in the order of the list."""
    return [(value, str(words)) for value, words in WORDS[kind].items()]
