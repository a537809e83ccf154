"""Before the class: build releases and autograder keys, and verify the tests."""
