"""Pages as one HTML file that needs nothing else: no script, no request, readable on a phone and on paper. Pure.

Every text is escaped; the picture says in words what it draws.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from stuckpoint.blocks import (
    Bar,
    Bars,
    Block,
    Bullet,
    Gap,
    Heading,
    Numbered,
    Page,
    Paragraph,
    Ruled,
    one_after_another,
)
from stuckpoint.characters import clean

_STYLE = """
:root {
  color-scheme: light dark;
  --text: #1d1d1f; --paper: #ffffff; --line: #8a8a92; --bar: #2f5f8f; --track: #dfe3e8;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #ececf0; --paper: #17171a; --line: #77777f; --bar: #8fbce8; --track: #3a3a42 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--text); font: 1.05rem/1.5 Georgia, 'Times New Roman', serif }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1.1rem 3rem; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 .4em; break-after: avoid }
h1 { font-size: 1.6rem; margin-top: 0 }
h2 { font-size: 1.2rem; border-bottom: 1px solid var(--line); padding-bottom: .15em }
h3 { font-size: 1.05rem }
p { margin: .5em 0 }
ul { margin: .5em 0; padding-left: 1.3em }
li { margin: .45em 0; break-inside: avoid }
li ul { list-style: none; padding-left: 0; margin: 0 }
li li { margin: .1em 0 }
ul.boxes { list-style: none; padding-left: 0 }
ul.boxes > li { padding-left: 1.7em; position: relative }
.box { position: absolute; left: 0; top: .25em; width: 1em; height: 1em }
.box rect { fill: none; stroke: var(--text); stroke-width: 1.5 }
ul.bars { list-style: none; padding-left: 0 }
ul.bars svg { display: block; width: 100%; height: .6em; margin-top: .2em }
@media (min-width: 34rem) {
  ul.bars li { display: grid; grid-template-columns: 3fr 2fr; column-gap: 1em; margin: .15em 0; align-items: center }
}
.track { fill: var(--track) }
.bar { fill: var(--bar) }
.ruled { border-bottom: 1px solid var(--line); height: 2.4em; margin: 0 }
@page { margin: 12mm 14mm }
@media print {
  :root { --text: #000; --paper: #fff; --line: #777; --bar: #444; --track: #ddd }
  body { font: 9.5pt/1.25 'Times New Roman', Times, serif }
  main { max-width: none; padding: 0 }
  h1 { font-size: 14pt } h2 { font-size: 11pt; margin: .6em 0 .2em } h3 { font-size: 10pt; margin: .5em 0 .1em }
  p, ul { margin: .2em 0 } li { margin: .1em 0 } .ruled { height: 2em }
  li ul, li li:only-child { display: inline; margin-left: .3em }
  ul.bars { columns: 2; column-gap: 2em; font-size: 8.5pt }
  ul.bars li { display: grid; grid-template-columns: 4fr 1fr; column-gap: 1em; margin: 0; align-items: center }
  ul.bars svg { height: .5em; margin: 0 }
}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_BOX = '<svg class="box" viewBox="0 0 16 16" aria-hidden="true"><rect x="1" y="1" width="14" height="14"/></svg>'


def as_html(pages: Sequence[Page], language: str) -> str:
    """Returns pages as one document in HTML. The language is a code such as en."""
    body = "\n".join(_elements(one_after_another(pages)))
    return f"""<!DOCTYPE html>
<html lang="{_text(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{_text(pages[0].title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _elements(blocks: Iterable[Block]) -> Iterator[str]:
    """Yields blocks as elements, neighbouring bullets as one list."""
    bullets: list[Bullet] = []
    for block in blocks:
        if bullets and not (isinstance(block, Bullet) and block.box == bullets[0].box):
            yield _list(bullets)
            bullets = []
        if isinstance(block, Bullet):
            bullets.append(block)
        else:
            yield _element(block)
    if bullets:
        yield _list(bullets)


def _element(block: Heading | Paragraph | Numbered | Bars | Ruled | Gap) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{_text(text)}</p>"
        case Bars(bars):
            return "\n".join(('<ul class="bars">', *map(_bar, bars), "</ul>"))
        case Ruled():
            return '<div class="ruled"></div>'
        case Numbered() | Gap():
            raise ValueError("a report has no numbers to type")


def _list(bullets: list[Bullet]) -> str:
    boxes = bullets[0].box
    return "\n".join(('<ul class="boxes">' if boxes else "<ul>", *map(_entry, bullets), "</ul>"))


def _entry(bullet: Bullet) -> str:
    more = "".join(f"<li>{_text(line)}</li>" for line in bullet.more)
    under = f"<ul>{more}</ul>" if more else ""
    return f"<li>{_BOX if bullet.box else ''}{_text(bullet.text)}{under}</li>"


def _bar(bar: Bar) -> str:
    """Returns one bar. Its words stand above it, so that the drawing adds nothing that cannot be read."""
    width = round(100 * min(1.0, max(0.0, bar.share)))
    drawn = (
        '<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="6"/>'
        f'<rect class="bar" width="{width}" height="6"/></svg>'
    )
    return f"<li>{_text(bar.name)}: {_text(bar.says)}{drawn}</li>"


def _text(text: str) -> str:
    return escape(" ".join(clean(text).split()))
