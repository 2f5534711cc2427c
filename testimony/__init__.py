"""The domain, without Flask: small packages with one job each, each with its own models."""
