"""Fonts for pictures: matplotlib's own, and an installed one for what that lacks."""

# matplotlib has few types.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib import font_manager
from matplotlib.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

_OWN = "DejaVu Sans"
_FILES = (
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "wqy",
    "msyh",
    "simhei",
    "pingfang",
    "hiragino",
    "stheiti",
    "droidsansfallback",
)
"""How the files of common fonts with Chinese begin."""


class FontError(LookupError):
    """No installed font has a character of the picture."""


@cache
def _characters(path: str) -> frozenset[int]:
    return frozenset(font_manager.get_font(path).get_charmap())


@cache
def _installed() -> tuple[tuple[str, str], ...]:
    """The family and file of fonts with Chinese; those installed since matplotlib last looked are added."""
    found: dict[str, str] = {}
    for path in sorted(font_manager.findSystemFonts()):
        stem = Path(path).stem.lower().replace("-", "")
        if any(stem.startswith(file) for file in _FILES):
            try:
                font_manager.fontManager.addfont(path)
                family = font_manager.get_font(path).family_name
            except (OSError, RuntimeError):
                continue
            # Of a family the plain cut comes first, which has no more to its name.
            if family not in found or len(path) < len(found[family]):
                found[family] = path
    return tuple(found.items())


def use_fonts(figure: Figure) -> None:
    """Gives every text of a figure a font for each of its characters.

    Raises `FontError` for a character that none of them has, with how to install one.
    """
    # Labels of ticks are made when the figure is drawn; what its fonts lack is looked for below.
    with _quiet():
        figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    wanted = {ord(character) for text in texts for character in text.get_text() if not character.isspace()}
    families = [_OWN]
    missing = wanted - _characters(font_manager.findfont(_OWN))
    for family, path in _installed() if missing else ():
        if missing & _characters(path):
            families.append(family)
            missing -= _characters(path)
        if not missing:
            break
    if missing:
        raise FontError(
            f"no installed font has the character {chr(min(missing))!r} of this picture; install one that "
            "has, such as `fonts-noto-cjk` (apt install fonts-noto-cjk) or Noto Sans SC from fonts.google.com"
        )
    for text in texts:
        text.set_fontfamily(families)
    for axes in figure.axes:
        axes.tick_params(labelfontfamily=families)
    # What a font has no cut of, such as bold, is told once, and only now.
    with _quiet():
        figure.draw_without_rendering()


@contextmanager
def _quiet() -> Iterator[None]:
    log = logging.getLogger("matplotlib.font_manager")
    before, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Glyph .* missing from font")
            yield
    finally:
        log.disabled = before
