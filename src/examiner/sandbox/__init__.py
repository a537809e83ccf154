"""The sandbox around one process: namespaces, Landlock, a system-call filter, limits."""
