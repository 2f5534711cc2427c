"""What both apps share in the browser: hardening, error pages, language choice, labels, templates and styles; no data."""
