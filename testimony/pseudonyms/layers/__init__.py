"""The layers: each one a function from a document to the spans it would hide; their union decides."""
