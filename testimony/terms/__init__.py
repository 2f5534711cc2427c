"""Terms per person in a testimony, and the one gate that every use passes."""
