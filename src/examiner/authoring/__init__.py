"""Before the class: build releases and autograder keys, and prove that the tests work."""
