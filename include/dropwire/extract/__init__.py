"""Articles to events: who did what to whom, where, when, says who, and did it happen.

`Extractor(lexicon_folder).extract(article)` is the only entry; every event names the rule behind each of its fields.
"""

from dropwire.extract.extractor import Extractor

__all__ = ["Extractor"]
