"""The command line `aigaq`: what an administrator or a custodian runs; no command here gives an administrator plaintext."""
