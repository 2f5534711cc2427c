"""What both ends of the exchange agree on: how a source signs, the acts there are, how a message is addressed."""

from crypto.envelopes import Context

SOURCE = "source"  # the handle under which a source signs; it is looked up among no people
OPENED, ADD, NARROW, FREEZE, WITHDRAW, CANCEL = "opened", "add", "narrow", "freeze", "withdraw", "cancel"
# A message names no record: mailbox and record must not be joined by anything that intake keeps.
MESSAGE_CONTEXT = Context(record_id=bytes(16), kind="message")
