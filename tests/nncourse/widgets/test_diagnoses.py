"""Four training histories and their diagnoses."""

import re
import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

from nncourse import Diagnoses
from nncourse.widgets.diagnoses import DIAGNOSES
from tests.support.widget_page import mount, status


@pytest.fixture(scope="module")
def diagnoses():
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        return Diagnoses()


class TestDiagnoses:
    def test_each_run_shows_what_its_diagnosis_says(self, diagnoses):
        runs = {case["answer"]: case for case in diagnoses.cases}
        assert set(runs) == set(DIAGNOSES)
        good, over, under, rate = (runs[name] for name in ("good", "over", "under", "rate"))
        assert abs(good["held_out"][-1] - good["train"][-1]) < 0.07
        assert good["held_out"][-1] < min(good["held_out"]) + 0.01
        assert over["train"][-1] < 0.1 < 0.5 < over["held_out"][-1] - min(over["held_out"])
        assert under["held_out"].index(min(under["held_out"])) == len(under["held_out"]) - 1
        assert under["train"][-2] - under["train"][-1] > 0.002
        rises = np.diff(rate["train"]) > 0
        assert rises.mean() > 0.3
        assert np.diff(rate["train"]).max() > 0.2

    def test_there_is_a_reply_to_every_choice(self, diagnoses):
        for case in diagnoses.cases:
            assert set(case["feedback"]) == set(DIAGNOSES)
            assert len(set(case["feedback"].values())) == 4

    @pytest.mark.browser
    def test_matching_gives_feedback_and_a_second_try(self, lab, diagnoses):
        page = mount(lab, diagnoses)
        answers = [case["answer"] for case in diagnoses.cases]
        selects = page.get_by_role("combobox")
        for select, answer in zip(selects.all(), answers, strict=True):
            select.select_option("over" if answer == "good" else answer)
        page.get_by_role("button", name="Check").press("Enter")
        assert status(page) == "3 of 4 right. Look again at C."
        assert "Here it stays level" in page.locator(".nn-wrong").inner_text()
        assert page.evaluate("model.get('score')") == 3
        selects.nth(2).select_option("good")
        page.get_by_role("button", name="Check").press("Enter")
        assert "All four are right" in status(page)
        assert page.locator(".nn-right").count() == 4
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_the_words_for_those_who_cannot_see_do_not_give_the_answer_away(self, lab, diagnoses):
        page = mount(lab, diagnoses)
        for picture in page.get_by_role("img").all():
            words = picture.get_attribute("aria-label")
            assert len(re.findall(r"\d\.\d\d", words)) == 10
            assert not re.search("fit|rate|large", words)
