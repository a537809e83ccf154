"""Before the class: build keys and releases, and prove that the tests test something."""
