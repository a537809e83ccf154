# A DatetimeIndex, resampled by the student.
# needs: nothing

# %% answer
import pandas as pd

def monthly(series):
    return series.resample("MS").mean()

# %% test
import pandas as pd
days = pd.date_range("2024-01-01", "2024-02-29", freq="D")
result = monthly(pd.Series(range(len(days)), index=days))
assert isinstance(result.index, pd.DatetimeIndex)
assert result.index[1] == pd.Timestamp("2024-02-01")
assert result.iloc[0] == 15
