"""Two entry points, one app per process: `wsgi:intake()` and `wsgi:review()`."""
