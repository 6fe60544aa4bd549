"""The map's projection: Equal Earth (Šavrič, Patterson and Jenny, 2018), areas true, scaled to the map's units."""

from __future__ import annotations

import math

WIDTH, HEIGHT = 1000.0, 487.0
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3)
_WIDEST = 2 * _ROOT * math.pi / (3 * _A1)
"""x at 180° east on the equator."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees east and north → x to the right and y down, 0 to WIDTH and HEIGHT."""
    theta = math.asin(_ROOT / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = 2 * _ROOT * math.radians(longitude) * math.cos(theta)
    x /= 3 * (9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1)
    y = theta * (_A4 * t6 * t2 + _A3 * t6 + _A2 * t2 + _A1)
    scale = WIDTH / 2 / _WIDEST
    return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale
