"""The course *Building Neural Networks*: data, activation functions, interactive figures."""
