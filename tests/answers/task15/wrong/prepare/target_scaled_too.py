# Standardises the whole table with the target in it.
# costs: test_prepare_split, test_prepare_no_leakage, test_experiment, test_reading
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    scaled = pd.DataFrame(StandardScaler().fit_transform(df), columns=df.columns)
    return train_test_split(scaled.drop(columns=target), scaled[target], test_size=test_size, random_state=random_state)
