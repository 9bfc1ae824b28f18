/** The style of every page, in the page itself: the security policy names its digest. */
export const STYLE = `
:root { --ink: #1c2430; --soft: #5a6675; --line: #d9dfe7; --paper: #fff; --ground: #f4f6f9; --accent: #0b5cad;
  --accepted: #1f7a4d; --superseded: #0b5cad; --unchanged: #6b7684; --rejected: #b3261e; --warning: #8a5a00; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.6;
  font-family: system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
header { background: var(--paper); border-bottom: 1px solid var(--line); }
header div, main { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header div { display: flex; justify-content: space-between; align-items: center; min-height: 3.25rem; }
header a { color: var(--ink); text-decoration: none; }
header .brand { font-weight: 600; }
header .lang { color: var(--accent); padding: .5rem 0 .5rem .75rem; }
main { padding-top: 1.75rem; padding-bottom: 3rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: 0 0 1rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible {
  outline: 3px solid #7db3ea; outline-offset: 2px; }
code, .code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .92em;
  overflow-wrap: anywhere; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1.25rem; }
.card + .card, .card + .note, .note + .card { margin-top: 1rem; }
.soft { color: var(--soft); }
.note { background: #eef5fc; border-left: 4px solid var(--accent); padding: .75rem 1rem; margin: 0 0 1rem; }
.note.warning { background: #fdf5e3; border-color: var(--warning); }
.note.error { background: #fcefee; border-color: var(--rejected); }
.head { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-bottom: 1rem; }
.head h1 { margin: 0; }
.state { color: #fff; border-radius: 1rem; padding: .15rem .85rem; font-size: .95rem; font-weight: 600; }
.state.stored, .state.validated { background: var(--accepted); }
.state.rejected { background: var(--rejected); }
.state.received { background: var(--unchanged); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
.bar { display: block; width: 100%; height: 1.1rem; border-radius: .3rem; background: var(--line); }
.bar .accepted { fill: var(--accepted); } .bar .superseded { fill: var(--superseded); }
.bar .unchanged { fill: #a9b3bf; } .bar .rejected { fill: var(--rejected); }
.legend { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; list-style: none; padding: 0; margin: 1rem 0 0; }
.legend li { border-top: 3px solid #a9b3bf; padding-top: .4rem; }
.legend .accepted { border-color: var(--accepted); } .legend .superseded { border-color: var(--superseded); }
.legend .rejected { border-color: var(--rejected); }
.legend b { display: block; font-size: 1.35rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
section.issue { margin-top: 1rem; padding: 0; overflow: hidden; }
section.issue > div { padding: .8rem 1.25rem; display: flex; flex-wrap: wrap; gap: .3rem .75rem; align-items: baseline; }
.severity { font-size: .85rem; font-weight: 600; }
.severity.error { color: var(--rejected); } .severity.warning { color: var(--warning); } .severity.info { color: var(--soft); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th:nth-child(1) { width: 24%; } th:nth-child(2) { width: 12%; } th:nth-child(4) { width: 18%; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); font-size: .88rem; background: var(--ground); white-space: nowrap; }
th:first-child, td:first-child { padding-left: 1.25rem; }
td { overflow-wrap: anywhere; }
ul.cells { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .15rem .6rem; }
ul.cells li { font-weight: 600; overflow-wrap: anywhere; }
.links { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1.5rem 0 0; }
form .field { margin-bottom: 1.15rem; }
label { display: block; font-weight: 600; margin-bottom: .2rem; }
.hint { color: var(--soft); font-size: .92rem; margin: .2rem 0 0; }
input, select, button { font: inherit; }
input[type=text], input[type=password], select { width: 100%; padding: .55rem .7rem; border: 1px solid #9aa6b4;
  border-radius: .35rem; background: var(--paper); color: var(--ink); }
input[type=file] { width: 100%; padding: .9rem; border: 2px dashed #9aa6b4; border-radius: .35rem; background: var(--ground); }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.25rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
button { padding: .65rem 1.6rem; border-radius: .35rem; border: 1px solid var(--accent); cursor: pointer; font-weight: 600; }
button.first { background: var(--accent); color: #fff; }
button.second { background: var(--paper); color: var(--accent); }
@media (max-width: 40rem) {
  .two { grid-template-columns: 1fr; }
  .legend { grid-template-columns: 1fr 1fr; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; }
  .buttons button { flex: 1 1 9rem; }
  table, tbody, tr, td { display: block; } thead { display: none; }
  tr { border-top: 1px solid var(--line); padding: .6rem 1.25rem; }
  td, td:first-child { border: 0; padding: .1rem 0; } td:empty { display: none; }
    td.short[data-label]::before { content: attr(data-label) " "; color: var(--soft); font-weight: 400; font-size: .88rem; }
}
@media print {
  body { background: #fff; font-size: 10pt; } header .lang, .links, .buttons { display: none; }
  header, .card { border-color: #999; } section.issue { break-inside: auto; } tr { break-inside: avoid; }
  .bar rect, .state { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
