# Positional, keyword-only, *args and **kwargs, and the TypeErrors of wrong calls.
# needs: nothing

# %% answer
def tag(name, /, *content, sep=" ", **attributes):
    inside = sep.join(content)
    text = "".join(f' {key}="{value}"' for key, value in sorted(attributes.items()))
    return f"<{name}{text}>{inside}</{name}>"

# %% test
assert tag("p") == "<p></p>"
assert tag("p", "a", "b", sep="-", id="x") == '<p id="x">a-b</p>'
assert tag(*["b", "c"], **{"lang": "en"}) == '<b lang="en">c</b>'
for wrong in (lambda: tag(), lambda: tag(name="p")):
    try:
        wrong()
    except TypeError:
        pass
    else:
        raise AssertionError
