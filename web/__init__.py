"""What both apps share in the browser: hardening, errors, languages, labels, templates, styles; no data."""
