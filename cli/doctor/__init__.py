"""`aigaq doctor`: what is wrong on this machine and how to mend it; it looks and changes nothing."""
