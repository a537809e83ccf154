"""The option ``--all-idioms`` of pytest."""


def pytest_addoption(parser):
    """Declare it."""
    parser.addoption(
        "--all-idioms", action="store_true", help="try every idiom with its doors, not a twelfth"
    )
