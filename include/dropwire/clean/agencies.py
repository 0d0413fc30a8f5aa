"""The agencies and broadcasters whose names stand in datelines and credits, as alternatives of a pattern."""

AGENCIES = (
    r"AFP|AP|Reuters|REUTERS|RTRS|DPA|dpa|EPA(?:-EFE)?|EFE|Xinhua|XINHUA|THX|Tân\s+Hoa\s+xã|TTXVN|TTX|VNA|VNP|Kyodo|UPI"
    r"|TASS|Tass|ITAR-TASS|RIA(?:\s+Novosti)?|Sputnik|SPUTNIK|ANTARA|Antara|Bernama|BERNAMA|Yonhap|IRNA|MEHR|Tasnim|FNA"
    r"|SANA|Anadolu(?:\s+Agency)?|ANI|PTI|BBC|CNN|VOA|RFI|RFA|Al\s+Jazeera"
)
"""Without groups of its own that capture, and without brackets around it."""
