"""A neural network to play with, in the page and in Python."""

from nncourse.playground.widget import MISSIONS, Playground, playground

__all__ = ["MISSIONS", "Playground", "playground"]
