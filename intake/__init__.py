"""The public app: form, drafts, check page, receipt and mailbox; it can seal and never read back."""
