# Throws clients of the frequent class away.
# costs: test_balance_counts, test_balance_synthetic, test_balance_untouched, test_comparison
from imblearn.under_sampling import RandomUnderSampler


def balance(X_train, y_train, random_state=1):
    return RandomUnderSampler(random_state=random_state).fit_resample(X_train, y_train)
