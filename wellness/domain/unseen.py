"""Characters that nobody sees: they make a text another one than it looks, or steer a terminal."""

import json
import re

# Controls, marks that turn the direction of writing, blanks without width, line separators and
# tags. Left out: tab and line breaks, which are blanks, and the two joiners that scripts need.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def unseen(text: str) -> tuple[str, ...]:
    """Each of them once, by its number: `U+202E`. Letters of any script are none."""
    return tuple(dict.fromkeys(_number(character) for character in _UNSEEN.findall(text)))


def escaped(text: str) -> str:
    """JSON with them escaped, so that it is the same to programs and harmless on a terminal."""
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def legible(text: str) -> str:
    """The text with their numbers in their place, so that it reads as it is: `as⟨U+202E⟩h`."""
    return _UNSEEN.sub(lambda found: f"⟨{_number(found[0])}⟩", text)


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"
