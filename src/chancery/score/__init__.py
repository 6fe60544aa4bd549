"""How much of a gold standard a record holds: precision, recall, F1 and the cause of every miss.

`score(export, golds)` is what `chancery score` prints and what the tests hold to their floors.
"""

from chancery.score.counts import Count, Miss, Scores
from chancery.score.exported import Exported
from chancery.score.gold import Gold, read_gold
from chancery.score.scorer import score

__all__ = ["Count", "Exported", "Gold", "Miss", "Scores", "read_gold", "score"]
