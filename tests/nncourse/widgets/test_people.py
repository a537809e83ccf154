"""The confusion matrix as a hundred people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from nncourse import People
from nncourse.widgets.people import hundred
from tests.support.example_clients import clients
from tests.support.widget_page import mount, status


class TestHundred:
    @given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
    def test_is_whole_people_near_their_share_and_a_hundred_together(self, counts):
        people = hundred(counts)
        assert sum(people) == 100
        for some, count in zip(people, counts, strict=True):
            assert some >= 0
            assert abs(some - 100 * count / sum(counts)) < 1

    @pytest.mark.parametrize("counts", [[0, 0], [3, -1]])
    def test_refuses_what_is_no_count(self, counts):
        with pytest.raises(ValueError, match="0 or more"):
            hundred(counts)


class TestPeople:
    def test_counts_exactly(self):
        truth, p = clients()
        counts = People(truth, {"model": p >= 0.5}).models[0]["counts"]
        assert list(counts.values()) == metrics.confusion_matrix(truth, p >= 0.5).ravel().tolist()

    def test_needs_a_model(self):
        with pytest.raises(ValueError, match="at least one model"):
            People([0, 1], {})

    @pytest.mark.browser
    def test_each_measure_is_scikit_learns_and_shows_who_is_counted(self, lab):
        truth, p = clients()
        flagged = p >= 0.5
        page = mount(lab, People(truth, {'always "no"': truth * 0, "network": flagged}))
        assert page.locator(".nn-person").count() == 100
        page.get_by_label("network").check()
        for measure, value, kinds in (
            ("accuracy", metrics.accuracy_score(truth, flagged), 4),
            ("recall", metrics.recall_score(truth, flagged), 2),
            ("precision", metrics.precision_score(truth, flagged), 2),
            ("specificity", metrics.recall_score(truth, flagged, pos_label=0), 2),
        ):
            page.get_by_label(measure).check()
            assert f"network: {measure} {value:.3f}, exactly" in status(page)
            assert page.locator(".nn-cell.nn-counted, .nn-cell.nn-ground").count() == kinds
        people = People(truth, {"network": flagged}).models[0]["people"]
        page.get_by_label("recall").check()
        left_out = page.locator(".nn-person.nn-out").count()
        assert left_out == people["tn"] + people["fp"]
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_precision_of_a_model_that_flags_nobody_is_not_defined(self, lab):
        page = mount(lab, People([0, 0, 1], {'always "no"': [0, 0, 0]}))
        page.get_by_label("precision").check()
        assert "not defined" in status(page)
        page.get_by_label("recall").check()
        assert "recall 0.000" in status(page)
