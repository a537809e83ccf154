"""What every test shares."""

import os
import sys
from pathlib import Path

# Before numpy and matplotlib are imported: no window, and no threads that a fork would lose.
os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

sys.path.insert(0, str(Path(__file__).parent))
