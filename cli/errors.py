"""What a command says when it can't be done."""


class CommandFailed(Exception):
    """The command can't be done; the sentence names the file or setting and what to do."""
