# A MagicMock is passed in, and the calls that it recorded are checked.
# needs: nothing

# %% answer
def notify(mailer, users):
    for user in users:
        mailer.send(to=user, subject="Hi")
    mailer.close()

# %% test
from unittest.mock import MagicMock
mailer = MagicMock()
notify(mailer, ["ann", "bob"])
assert mailer.send.call_count == 2
mailer.send.assert_any_call(to="ann", subject="Hi")
mailer.close.assert_called_once_with()
