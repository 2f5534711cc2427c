"""Frozen typed settings per app, logging, deployment files and the codebook."""
