"""How a report in HTML looks: on light and dark, on a phone and on paper."""

STYLE = """
:root {
  color-scheme: light dark;
  --text: #1d1d1f; --paper: #ffffff; --line: #8a8a92; --bar: #2f5f8f; --track: #dfe3e8;
  --high: #8a3a7e; --do: #2e6b4a;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #ececf0; --paper: #17171a; --line: #77777f; --bar: #8fbce8; --track: #3a3a42;
    --high: #e3a0d8; --do: #8fd0ac }
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
ul.scores { list-style: none; padding-left: 0 }
ul.scores svg { display: block; width: 100%; height: .8em; margin-top: .2em }
@media (min-width: 34rem) {
  ul.scores li { display: grid; grid-template-columns: 3fr 2fr; column-gap: 1em; margin: .3em 0; align-items: center }
}
.number { font-weight: bold; font-variant-numeric: tabular-nums }
.track { fill: var(--track) }
.bar { fill: var(--bar) }
.high { fill: var(--high) }
.line { fill: var(--text) }
.frame { border: 1px solid var(--line); border-left: .3rem solid var(--bar); border-radius: .3rem; padding: .3em 1em;
  margin: .8em 0; break-inside: avoid }
.todo { border-left-color: var(--do) }
ul.answers, ul.say { list-style: none; padding-left: 0 }
ul.answers > li, ul.say > li { border-left: .2rem solid var(--bar); padding-left: .7em }
ul.say > li { border-left-color: var(--do) }
table { border-collapse: collapse; width: 100%; font-size: .95em }
th, td { text-align: left; vertical-align: top; padding: .25em .6em .25em 0; border-bottom: 1px solid var(--track) }
a { color: inherit }
.ruled { border-bottom: 1px solid var(--line); height: 2.4em; margin: 0 }
@page { margin: 12mm 14mm }
@media print {
  :root { --text: #000; --paper: #fff; --line: #777; --bar: #777; --track: #ddd; --high: #222; --do: #444 }
  body { font: 9.5pt/1.25 'Times New Roman', Times, serif }
  main { max-width: none; padding: 0 }
  h1 { font-size: 14pt } h2 { font-size: 11pt; margin: .6em 0 .2em } h3 { font-size: 10pt; margin: .5em 0 .1em }
  p, ul { margin: .2em 0 } li { margin: .1em 0 } .ruled { height: 2em }
  li ul, li li:only-child { display: inline; margin-left: .3em }
  ul.scores li { display: grid; grid-template-columns: 3fr 2fr; column-gap: 1em; margin: 0; align-items: center }
  ul.scores svg { height: .6em; margin: 0 }
  .frame { padding: 0 .6em; margin: .3em 0 }
}
"""
