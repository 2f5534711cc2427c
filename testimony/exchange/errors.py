"""Why something offered by the other side is not taken."""


class ExchangeError(Exception):
    """Base of everything this package raises."""


class PacketRefused(ExchangeError):
    """The bytes are no packet, or not with the parts such a packet has."""


class BundleRefused(ExchangeError):
    """The bundle is damaged, or not signed by the hand-over key on the roster."""
