"""Every label that separates one use of a key or a hash from another: purpose and version.

No two purposes share a label, so that a signature, key or digest made for one is worthless for another. A
change of meaning or layout takes a new version; a label is never used again.
"""

SIGN_ROSTER = b"aigaq/sign/roster/v1"
SIGN_LEDGER_HEAD = b"aigaq/sign/ledger-head/v1"
SIGN_RECORD_ITEM = b"aigaq/sign/record-item/v1"
SIGN_TERMS = b"aigaq/sign/terms/v1"
SIGN_CODING = b"aigaq/sign/coding/v1"
SIGN_MESSAGE = b"aigaq/sign/message/v1"
SIGN_SOURCE_ACT = b"aigaq/sign/source-act/v1"
SIGN_CUSTODY_REQUEST = b"aigaq/sign/custody-request/v1"
SIGN_CUSTODY_APPROVAL = b"aigaq/sign/custody-approval/v1"
SIGN_RELEASE = b"aigaq/sign/release/v1"
SIGN_RELEASE_APPROVAL = b"aigaq/sign/release-approval/v1"
SIGN_HANDOVER = b"aigaq/sign/handover/v1"
SIGN_ENROLMENT = b"aigaq/sign/enrolment/v1"

DERIVE_SIGNING_KEY = b"aigaq/derive/signing-key/v1"
DERIVE_PASSPHRASE_LOCK = b"aigaq/derive/passphrase-lock/v1"
DERIVE_RECEIPT_SALT = b"aigaq/derive/receipt-salt/v1"
DERIVE_RECEIPT_LOOKUP = b"aigaq/derive/receipt-lookup/v1"
DERIVE_RECEIPT_SEED = b"aigaq/derive/receipt-seed/v1"
DERIVE_SESSION_ID = b"aigaq/derive/session-id/v1"
DERIVE_SESSION_SEAL = b"aigaq/derive/session-seal/v1"
DERIVE_SESSION_CSRF = b"aigaq/derive/session-csrf/v1"

DIGEST_FINGERPRINT = b"aigaq/digest/fingerprint/v1"
DIGEST_RECEIPT_CHECK = b"aigaq/digest/receipt-check/v1"
DIGEST_SHARED_SECRET = b"aigaq/digest/shared-secret/v1"
DIGEST_ROSTER = b"aigaq/digest/roster/v1"
DIGEST_RECORD_ITEM = b"aigaq/digest/record-item/v1"
DIGEST_CUSTODY_REQUEST = b"aigaq/digest/custody-request/v1"
DIGEST_LEDGER_DETAIL = b"aigaq/digest/ledger-detail/v1"
DIGEST_SEALED_FILE = b"aigaq/digest/sealed-file/v1"
DIGEST_RELEASE = b"aigaq/digest/release/v1"
