"""The data are the published ones, are found wherever a notebook runs, and say so when not."""

import shutil

import pytest
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split

from nncourse import data
from tests.support import REPO


@pytest.fixture(scope="module")
def credit():
    return data.load_credit_card()


def test_credit_card_has_the_published_size_counts_and_mean(credit):
    assert credit.shape == (30_000, 25)
    assert credit["default_payment_next_month"].value_counts().to_dict() == {0: 23_364, 1: 6_636}
    assert round(credit["limit_bal"].mean(), 2) == 167_484.32
    assert credit["id"].tolist() == list(range(1, 30_001))
    assert not credit.isna().any(axis=None)


def test_credit_card_splits_and_balances_as_in_the_deck(credit):
    target = credit["default_payment_next_month"]
    features = credit.drop(columns=["id", "default_payment_next_month"])
    X_train, _, y_train, _ = train_test_split(features, target, test_size=0.3, random_state=1)
    assert y_train.value_counts().to_dict() == {0: 16_364, 1: 4_636}
    _, y_balanced = SMOTE(random_state=1).fit_resample(X_train, y_train)
    assert y_balanced.value_counts().to_dict() == {0: 16_364, 1: 16_364}


def test_the_undocumented_codes_are_as_the_readme_counts_them(credit):
    assert credit["education"].isin([0, 5, 6]).sum() == 345
    assert (credit["marriage"] == 0).sum() == 54


def test_bank_marketing_has_the_published_size_and_counts():
    bank = data.load_bank_marketing()
    assert bank.shape == (4_521, 17)
    assert (bank["y"] == "yes").sum() == 521


def test_the_table_of_the_tasks_is_numeric_and_does_not_leak():
    bank = data.bank_numeric()
    assert bank.select_dtypes("number").shape == bank.shape == (4_521, 48)
    assert bank.columns[-1] == "subscribed"
    assert set(bank["subscribed"]) == {0, 1}
    assert "duration" not in bank
    assert bank["housing"].isin([0, 1]).all()
    jobs = bank[[name for name in bank if name.startswith("job_")]]
    assert (jobs.sum(axis=1) == 1).all()


def test_a_table_that_is_changed_does_not_change_the_next_one():
    first = data.bank_numeric()
    first.pop("subscribed")
    first.loc[:, "age"] = 0
    second = data.bank_numeric()
    assert second.shape == (4521, 48)
    assert second["age"].min() > 0


@pytest.mark.parametrize("name", sorted(data.CHECKSUMS))
def test_readme_and_code_name_the_same_checksum(name):
    assert f"`{name}.csv`" in (REPO / "data" / "README.md").read_text(encoding="utf-8")
    assert data.CHECKSUMS[name] in (REPO / "data" / "README.md").read_text(encoding="utf-8")


def test_every_column_is_described():
    text = (REPO / "data" / "README.md").read_text(encoding="utf-8")
    # pay_3 ... and bill_amt2 ... are written as ranges.
    wanted = {"id", "limit_bal", "sex", "education", "marriage", "age", "pay_0", "bill_amt1"}
    wanted |= {"pay_amt1", "default_payment_next_month", *data.load_bank_marketing().columns}
    assert {name for name in wanted if f"`{name}`" not in text} == set()


def test_data_beside_the_notebook_is_found_first(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "week1").mkdir()
    shutil.copy(REPO / "data" / "bank_marketing.csv", tmp_path / "data")
    monkeypatch.chdir(tmp_path / "week1")
    assert data.data_path("bank_marketing") == tmp_path / "data" / "bank_marketing.csv"


def test_data_are_found_from_a_folder_of_ones_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(data.load_bank_marketing()) == 4_521


def test_the_environment_variable_goes_first(tmp_path, monkeypatch):
    shutil.copy(REPO / "data" / "bank_marketing.csv", tmp_path)
    monkeypatch.setenv(data.FOLDER_VARIABLE, str(tmp_path))
    assert data.data_path("bank_marketing").parent == tmp_path


def test_missing_data_say_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(data, "_folders", lambda: [tmp_path])
    with pytest.raises(data.DataError, match=r"was not found\. Put the folder 'data'"):
        data.load_credit_card()


def test_a_changed_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "bank_marketing.csv").write_text("age,y\n30,no\n")
    monkeypatch.setattr(data, "_folders", lambda: [tmp_path])
    with pytest.raises(data.DataError, match="its sha256 differs"):
        data.load_bank_marketing()


def test_an_intact_copy_is_taken_where_another_is_spoilt(tmp_path, monkeypatch):
    (tmp_path / "bank_marketing.csv").write_text("age,y\n30,no\n")
    monkeypatch.setattr(data, "_folders", lambda: [tmp_path, REPO / "data"])
    assert data.data_path("bank_marketing").parent == REPO / "data"


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(data.DataError, match="Choose one of credit_card_default, bank_marketing"):
        data.data_path("titanic")
