"""Questions in the lessons: the bank of questions, the widget that asks, and the score."""

from nncourse.quiz.bank import QuestionError
from nncourse.quiz.widget import QuestionWidget, answer, ask

__all__ = ["QuestionError", "QuestionWidget", "answer", "ask"]
