# display() in both cells, and a rich representation of the student's object.
# needs: nothing

# %% answer
class Badge:
    def __init__(self, text):
        self.text = text

    def _repr_html_(self):
        return f"<b>{self.text}</b>"

badge = Badge("A")
display(badge)

# %% test
display("checking the badge")
assert badge._repr_html_() == "<b>A</b>"
assert hasattr(badge, "_repr_html_")
