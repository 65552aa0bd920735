"""Tolerance: within which share of the best value plans count as near-equals.

0 = the best plan found, however different from the list that it is compared with.
"""

from optimizer.levers.numbers import SHARE
from optimizer.levers.single import SingleNumber

TOLERANCE = SingleNumber("tolerance", "--tolerance", "tolerance", SHARE)
