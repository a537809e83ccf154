"""Values and proxies between two processes that do not trust each other."""
