"""What a page says after something was done, and the labels of its fields."""

# As `_`, the name by which the extractor of sentences knows it.
from flask_babel import lazy_gettext as _

# What a page says after something was done; its address carries the key.
_SAID = {
    "hidden": _("Hidden everywhere in this record. The exact words went to the sealed file."),
    "decided": _("Your decision is recorded."),
    "pair": _("Your decision is recorded. The text shows it."),
    "place": _("Your decision is recorded. The text shows it."),
    "words_shown": _("The ticked words can be read now. The others wait."),
    "checked": _("The check is recorded. What you did not tick stays hidden."),
    "thawed": _("The freeze is lifted. What the terms allow may be used again."),
    "terms": _("The terms are recorded as a new version."),
    "person": _("The person is added. Everything is closed until you record an answer."),
    "act_added": _("The act is added."),
    "act_removed": _("The act is removed."),
    "message": _("The message waits in the source's mailbox after the next hand-over."),
    "asked": _("The request is signed. Hand its file to the custodians."),
    "answer": _("The custodian's answer is stored."),
    "closed_view": _("The view is closed."),
    "vouched": _("You vouched. A second steward has to do the same."),
    "joined": _("Two stewards have vouched. This person can sign in now."),
    "suspending": _("The seat is closed at once. A second steward has to sign."),
    "suspended": _("Two stewards have signed. A new team key is in use from now on."),
    "proposed": _("The release is proposed. A second person has to approve it."),
    "approved": _("The release is approved and can be downloaded."),
    "closed": _("The source withdrew this testimony. Nothing can be added or used."),
}

# The labels of fields whose problem would be unclear without one.
_FIELD_NAMES = {
    "surface": _("The words as they stand in the text"),
    "type": _("What they are"),
    "person": _("Person"),
    "second": _("The other label"),
    "mention": _("Which place?"),
    "role": _("Role in this testimony"),
    "basis": _("What this rests on"),
    "attribution": _("How the person may appear"),
    "minor_band": _("Age band, under 18 only"),
    "permission": _("Permission given by somebody else"),
    "permission.giver": _("Who gave it: reference, never a name"),
    "permission.relation": _("Relation"),
    "permission.subject_state": _("The person"),
    "risk.valid_until": _("Assessment counts until"),
    "holds": _("Hold"),
    "change.reason": _("Why do you change this?"),
    "victim": _("Against whom?"),
    "code": _("What was done?"),
    "date.precision": _("How exactly?"),
    "date.not_known": _("If there is no date: why?"),
    "date.start": _("Date, or from"),
    "date.end": _("To, or before"),
    "place.region": _("Region"),
    "place.city": _("City, if named"),
    "unit.name": _("Unit, as the account names it; no person's name"),
    "unit.not_known": _("If no unit is named: why?"),
    "allegation": _("Who says so?"),
    "note": _("Note for colleagues (optional)"),
    "text": _("Message"),
    "compartment": _("What has to be opened?"),
    "reason": _("Why is it needed?"),
    "passphrase": _("Your passphrase, again"),
    "answer": _("The file a custodian gave you"),
    "threshold": _("Smallest number to be shown"),
    "head": _("Or against a head on paper"),
}


def said(key: str) -> str:
    """Return the sentence for something done; an unknown key, which anybody can put into an address, says nothing."""
    return str(_SAID.get(key, ""))


def field_name(field: str) -> str:
    """Return the label of a field, or nothing for one that has none of its own."""
    return str(_FIELD_NAMES.get(field, ""))
