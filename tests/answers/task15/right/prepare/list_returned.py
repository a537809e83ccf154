# Returns the four parts in a list.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    parts = train_test_split(
        df.drop(target, axis=1).to_numpy(dtype=float),
        df[target].to_numpy(),
        test_size=test_size,
        random_state=random_state,
    )
    scaler = StandardScaler()
    scaler.fit(parts[0])
    parts[0], parts[1] = scaler.transform(parts[0]), scaler.transform(parts[1])
    return parts
