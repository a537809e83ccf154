# A student's container has length, items, slices, membership and iteration.
# needs: nothing

# %% answer
class Deck:
    def __init__(self, cards):
        self._cards = list(cards)

    def __len__(self):
        return len(self._cards)

    def __getitem__(self, place):
        return self._cards[place]

    def __setitem__(self, place, card):
        self._cards[place] = card

    def __delitem__(self, place):
        del self._cards[place]

    def __contains__(self, card):
        return card in self._cards

    def __iter__(self):
        return iter(self._cards)

# %% test
deck = Deck("AKQJ")
assert len(deck) == 4
assert deck[0] == "A" and deck[-1] == "J"
assert deck[1:3] == ["K", "Q"]
assert "Q" in deck and "7" not in deck
assert list(deck) == ["A", "K", "Q", "J"]
deck[0] = "7"
del deck[1]
assert list(deck) == ["7", "Q", "J"]
assert list(reversed(deck)) == ["J", "Q", "7"]
try:
    deck[10]
except IndexError:
    pass
else:
    raise AssertionError
