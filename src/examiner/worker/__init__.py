"""What runs inside the sandbox: the fork server, the student's process and the tests' process."""
