"""The trusted driver: a class, one submission, its points, and the client of the fork server."""
