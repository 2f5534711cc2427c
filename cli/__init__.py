"""The command line `aigaq`, for administrators and custodians; no command gives an administrator plaintext."""
