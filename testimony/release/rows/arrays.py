"""The array types that the row engine passes about."""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Keys = NDArray[np.int64]
Index = NDArray[np.intp]
Flags = NDArray[np.bool_]
Levels = NDArray[np.int8]
Costs = NDArray[np.float64]
