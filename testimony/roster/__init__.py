"""The signed, versioned list of people, roles and public keys: where every key comes from."""
