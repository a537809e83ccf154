"""Questions of every kind, as they stand in a file, for the tests of the quiz."""

from nncourse.quiz import bank

CHOICE = {
    "id": "a-question",
    "question": "Which?",
    "type": "multiple_choice",
    "answers": [
        {"answer": "this", "correct": True, "feedback": "Yes."},
        {"answer": "that", "correct": False, "feedback": "No, because."},
        {"answer": "neither", "correct": False, "feedback": "One of them is."},
    ],
}
MANY = CHOICE | {
    "type": "many_choice",
    "answers": [CHOICE["answers"][0] | {"answer": "these", "feedback": ""}, *CHOICE["answers"]],
}
NUMBER = {
    "id": "a-number",
    "question": "How many?",
    "type": "numeric",
    "answers": [
        {"type": "value", "value": 0.25, "correct": True, "feedback": "Yes, a quarter."},
        {"type": "range", "range": [0.2, 0.3], "correct": False, "feedback": "Nearly."},
        {"type": "default", "feedback": "Far off."},
    ],
}


def make(entry, **changes):
    """Make the question of an entry with some of its keys changed."""
    return bank.parse(entry | changes, "a.json, question 1", "a")
