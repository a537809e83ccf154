# The student writes JSON, and the test loads and compares it.
# needs: files

# %% answer
import json

def export(records, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(records, file, ensure_ascii=False)

# %% test
import json
records = [{"name": "Zoë", "marks": [1.3, 2]}, {"name": "Bo", "marks": []}]
export(records, "out.json")
with open("out.json", encoding="utf-8") as file:
    text = file.read()
assert json.loads(text) == records
assert "Zoë" in text
