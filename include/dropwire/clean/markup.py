"""Stray, broken and truncated tags in near-plain text, found in one pass.

A parser would also eat `<abc@example.com>`, `<3` and what follows a lone `<`; here only names of real elements
count, and an unclosed tag only as far as its attributes go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLOCK = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|"
    "nav|ol|option|p|pre|section|select|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_INLINE = (
    "abbr|acronym|amp-[a-z-]+|applet|area|audio|a|base|bdi|bdo|big|body|button|b|canvas|caption|cite|code|colgroup|col|"
    "data|del|details|dfn|embed|em|fb:[a-z-]+|font|frame|head|html|iframe|img|input|ins|i|kbd|label|legend|link|map|mark|meta|"
    "noscript|object|o:p|param|path|picture|q|rect|samp|script|small|source|span|strike|strong|style|st1:[a-z-]+|sub|summary|"
    "sup|svg|s|template|textarea|time|track|tt|url|u|use|var|v:[a-z-]+|video|wbr|w:[a-z-]+"
)
_NAME = f"(?:{_BLOCK}|{_INLINE})"
_BARE = (
    "allowfullscreen|async|autoplay|checked|controls|default|defer|disabled|hidden|itemscope|loop|multiple|muted|nomodule|"
    "noresize|noshade|novalidate|nowrap|open|playsinline|readonly|required|reversed|selected"
)
_SIZE = r"""(?:width|height)\s*=\s*["']?\d{1,4}(?:px|%)?(?:["']|(?=[\s>])|\Z)"""
_QUOTE = r"""\s*"[^"<>\n]*"|\s*'[^'<>\n]*'|[^\s"'<>]+|(?=\s)"""
_ATTRIBUTE = rf"""(?:\s+(?:{_SIZE}|(?!width\s*=|height\s*=)[\w:.-]+\s*=(?:{_QUOTE})|(?:{_BARE})\b))"""
_CUT_ATTRIBUTE = r"""\s+(?:[\w:.-]+\s*=\s*(?:"[^"<>\n]{0,300}|'[^'<>\n]{0,300})?|(?-i:[a-z][a-z:.-]*))(?=\n|\Z)"""
_GOES_ON = r"""\n(?=\s*(?:[\w:.-]+\s*=|(?:[a-z][a-z-]*\s*)?/?\s*>(?!>)|["']))"""
_VALUE = r"""(?<==)(?:"[^"<]*"|'[^'<]*')|(?<!=)(?:"[^"<\n]*"|'[^'<\n]*')"""
"""Quoted; each quote can be read in one way alone, or a tag never closed would be tried in all ways."""
_PROSE = (
    rf"""\s(?:[^\s=<>"'/]*[^\x00-\x7f][^\s=<>"']*[\s>]"""
    rf"""|(?:(?!(?:{_BARE})\b)[a-z]+[,.:;]?\s+){{2}}[a-z]+[,.:;!?]*[\s>])"""
)
"""Words that are no attributes: one beyond ASCII, or three in a row."""
_INSIDE = rf"""(?:(?!{_PROSE})[^<>"'\n]|{_GOES_ON}|{_VALUE})*"""
"""What a whole tag holds: it goes on over a line's end only with another attribute, or its own end."""
_OUT_OF_STEP = r"""\s+[\w:.-]+\s*=[^<>\n]*?(?:["']|=["'](?:[^<>"'\n.!?]|[.!?](?!\s)){1,200})\s*/?"""
"""What a tag holds whose quotes stand in its values, or lack one: its first word is an attribute, its end a value."""
_NO_WORD = "img|iframe|figure|figcaption|div|span|strong|video|br|hr|amp-img|picture|blockquote"
"""Names that no prose writes behind `<`: they are markup also where nothing of the tag but its name is left."""
_TAG = re.compile(
    rf"""
    <!--.*?(?:-->|\Z)                                                   # comment
  | <!(?:doctype|\[cdata\[)[^>]*(?:>|\Z) | <\?xml[^>]*(?:>|\Z)
  | <(?P<raw>script|style)\b[^<>]*>.*?(?:</(?P=raw)\s*>|\Z)             # and all that is in it
  | </?(?P<block>{_BLOCK})(?=[\s/>]){_INSIDE}>                          # whole tag
  | </?(?:{_INLINE})(?=[\s/>]){_INSIDE}>
  | <{_NAME}{_OUT_OF_STEP}>(?!>)
  | <{_NAME}(?:{_ATTRIBUTE}+(?:{_CUT_ATTRIBUTE})?|{_CUT_ATTRIBUTE})     # cut off, or never closed
    \s*(?:\.\.\.|…|/(?=\s|\Z))?
  | </?{_NAME}/?\s*\Z                                                   # the text ends in it
  | </?(?:{_NO_WORD})(?=\s)                                             # nothing but the name
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def find_tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches that are markup: (start, end, what they show: nothing, or a line break for block elements)."""
    for match in _TAG.finditer(text):
        yield match.start(), match.end(), "\n" if match["block"] else ""
