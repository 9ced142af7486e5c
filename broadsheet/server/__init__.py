"""From a request to a printed file or to Django."""
