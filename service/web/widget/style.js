// The look of the widget. Pages set the custom properties --zhaoqi-… and style the parts.

const DARK = `
  --ground: var(--zhaoqi-ground, #191816); --raised: #23211e; --ink: var(--zhaoqi-ink, #ece8e0); --quiet: #b3ac9f;
  --rule: #403c36; --edge: #8d867a; --accent: var(--zhaoqi-accent, #f0a79d); --on-accent: var(--zhaoqi-on-accent, #2a0d0b);
  --mark: #6b5310; --mark-ink: #fff6d8; --good: #8ad1a5; --soon: #ecc07a; --shadow: 0 8px 28px #000a; color-scheme: dark;`;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host {
  --ground: var(--zhaoqi-ground, #fff); --raised: #f6f3ee; --ink: var(--zhaoqi-ink, #1f1d1a); --quiet: #5f5a52;
  --rule: #e2dcd1; --edge: #857e73; --accent: var(--zhaoqi-accent, #9b1c21); --on-accent: var(--zhaoqi-on-accent, #fff);
  --mark: #ffe9a3; --mark-ink: #1f1d1a; --good: #1c6b3f; --soon: #8a5200; --shadow: 0 8px 28px #3b2f1f2e;
  --radius: var(--zhaoqi-radius, 8px);
  display: block; color-scheme: light; container-type: inline-size; text-align: start;
  font: var(--zhaoqi-font, 1rem/1.75 "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", system-ui, sans-serif);
}
:host([hidden]) { display: none; }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${DARK} } }
:host([theme="dark"]) { ${DARK} }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.frame { background: var(--ground); color: var(--ink); overflow-wrap: anywhere; position: relative; }
h2, h3, p, ul, ol, fieldset { margin: 0; padding: 0; border: 0; }
ul, ol { list-style: none; }
h2 { font-size: 1.0625rem; line-height: 1.5; }
h3 { font-size: 1.0625rem; line-height: 1.5; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
button, input, textarea { font: inherit; color: inherit; }
button { cursor: pointer; min-height: 2rem; padding: .1rem .9rem; background: var(--ground); border: 1px solid var(--edge); border-radius: var(--radius); }
button:hover { background: var(--raised); }
button:disabled { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
small { font-size: .8125rem; color: var(--quiet); }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; padding: .1em 0; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet, .source, .units { color: var(--quiet); font-size: .875rem; line-height: 1.6; }
.units b { font-weight: 400; }
.units span { color: var(--ink); }
.link { border: 0; background: none; padding: 0 .1rem; color: var(--accent); text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; font-size: .875rem; }
.link:hover, .close:hover, .clear:hover { background: none; text-decoration-thickness: 2px; }

form[role=search] { display: flex; gap: .5rem; }
.field { position: relative; flex: 1; min-width: 0; }
.field input { width: 100%; height: 3rem; padding: 0 2.75rem 0 1rem; background: var(--ground); border: 1.5px solid var(--edge); border-radius: var(--radius); text-overflow: ellipsis; }
.field input:focus { outline: 3px solid var(--accent); outline-offset: 0; border-color: transparent; }
.field input::placeholder { color: var(--quiet); opacity: 1; }
.clear { position: absolute; inset-inline-end: .25rem; top: .25rem; width: 2.5rem; height: 2.5rem; padding: 0; border: 0; background: none; font-size: 1.375rem; line-height: 1; color: var(--quiet); }
.primary { height: 3rem; padding: 0 1.5rem; border: 0; background: var(--accent); color: var(--on-accent); font-weight: 600; white-space: nowrap; }
.primary:hover { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
[role=listbox] { position: absolute; z-index: 10; inset-inline: 0; top: calc(100% + .35rem); max-height: 22rem; overflow: auto; background: var(--ground); border: 1px solid var(--rule); border-radius: var(--radius); box-shadow: var(--shadow); padding: .35rem; }
[role=option] { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; padding: .4rem .75rem; border-radius: 5px; cursor: pointer; }
[role=option] small { white-space: nowrap; }
[role=option]:hover, [role=option][aria-selected=true] { background: var(--raised); }
[role=option][aria-selected=true] { box-shadow: inset 3px 0 var(--accent); }

.main:not(:empty) { margin-top: 1.25rem; display: grid; gap: 1.5rem; }
.answer { background: var(--raised); border-radius: var(--radius); border-inline-start: 4px solid var(--accent); padding: 1rem 1.25rem; min-height: 9rem; display: grid; gap: .6rem; align-content: start; }
.answer h2 { font-size: .875rem; color: var(--accent); letter-spacing: .06em; }
.answer h3 { font-size: .9375rem; }
.sentences { font-size: 1.0625rem; line-height: 1.85; }
.state { color: var(--quiet); font-size: .875rem; line-height: 1.6; }
[data-status=partial] .state, [data-status=no_answer] .state { color: var(--soon); font-weight: 600; }
.question { font-weight: 600; }
.sentences:empty { display: none; }
.answer li { padding: .1rem 0; }
.rest { display: grid; gap: .6rem; }
.rest:empty { display: none; }
.cite { min-width: 1.5rem; min-height: 1.5rem; padding: 0 .35rem; margin-inline: .2rem .35rem; font-size: .8125rem; line-height: 1.35rem; font-weight: 600; color: var(--accent); border-color: currentcolor; border-radius: 4px; vertical-align: .1em; }
.cite[aria-expanded=true] { background: var(--accent); color: var(--on-accent); }
.panel { position: relative; background: var(--ground); border: 1px solid var(--rule); border-radius: var(--radius); padding: .9rem 1rem; display: grid; gap: .4rem; }
.panel .source { padding-inline-end: 2rem; }
.close { position: absolute; inset-inline-end: .4rem; top: .4rem; width: 2rem; height: 2rem; padding: 0; border: 0; background: none; font-size: 1.25rem; line-height: 1; }

.main:has(> .results[aria-busy=true]) { min-height: 100vh; align-content: start; }
.results { display: grid; gap: .75rem; align-content: start; min-width: 0; }
.head { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
.filters { border-block: 1px solid var(--rule); padding: .35rem 0; }
.filters summary { cursor: pointer; padding: .25rem 0; font-size: .9375rem; }
.filters[open] { padding-bottom: .75rem; }
.group { display: grid; grid-template-columns: 4.5em 1fr; gap: .25rem .75rem; padding: .3rem 0; }
.group .name { color: var(--quiet); font-size: .875rem; line-height: 2rem; }
.chips { display: flex; flex-wrap: wrap; gap: .4rem; min-width: 0; }
.chip { border-radius: 99px; font-size: .875rem; line-height: 1.5; padding: .15rem .8rem; border-color: var(--rule); text-align: start; }
.chip[aria-pressed=true] { background: var(--accent); color: var(--on-accent); border-color: transparent; }
.chip[aria-pressed=true] small { color: inherit; }
.cards { display: grid; gap: .75rem; }
.card { border: 1px solid var(--rule); border-radius: var(--radius); padding: 1rem 1.25rem; display: grid; gap: .45rem; justify-items: start; }
.card h3 a { text-decoration: none; }
.card h3 a:hover { text-decoration: underline; }
.card .text { line-height: 1.8; white-space: pre-line; }
.badges { display: flex; flex-wrap: wrap; gap: .35rem; }
.badges:empty { display: none; }
.badge { font-size: .8125rem; line-height: 1.5; padding: .05rem .55rem; border: 1px solid var(--rule); border-radius: 4px; color: var(--quiet); }
.badge.running { color: var(--good); border-color: currentcolor; }
.badge.due { color: var(--soon); border-color: currentcolor; font-weight: 600; }
.badge.past { border-style: dashed; border-color: var(--edge); }
.badge.mode { background: var(--raised); border-color: transparent; color: var(--ink); }
.tools { display: flex; flex-wrap: wrap; gap: 0 1.1rem; align-items: center; font-size: .875rem; width: 100%; }
.tools a, .tools .link { min-height: 2rem; line-height: 2rem; }
.feedback { display: inline-flex; flex-wrap: wrap; gap: 0 1.1rem; }
.card .feedback { margin-inline-start: auto; }
.card .feedback:has(form) { margin: 0; width: 100%; }
.why { display: grid; grid-template-columns: 1fr auto auto; gap: .5rem; width: 100%; padding-top: .5rem; }
.why fieldset { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; }
.why legend { float: inline-start; margin-inline-end: .5rem; }
.why input[type=radio] { accent-color: var(--accent); margin-inline-end: .35rem; }
.why input[type=text] { min-width: 0; padding: .2rem .7rem; background: var(--ground); border: 1px solid var(--edge); border-radius: var(--radius); }
.more { text-align: center; }
.more button { min-height: 2.75rem; padding-inline: 2rem; }
.notice { background: var(--raised); border-radius: var(--radius); padding: 1.25rem; display: grid; gap: .5rem; justify-items: start; }
.skeleton { height: 11rem; background: linear-gradient(var(--raised), var(--raised)) no-repeat 1.25rem 1.25rem / 45% 1.1rem, linear-gradient(var(--raised), var(--raised)) no-repeat 1.25rem 3.5rem / calc(100% - 2.5rem) 4.5rem; }
.match { margin-top: .75rem; }
.profile { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: .6rem 1rem; padding: .25rem 0 .75rem; }
.profile > p, .profile > .tools { grid-column: 1 / -1; }
.profile label { display: grid; gap: .1rem; align-content: end; font-size: .875rem; color: var(--quiet); }
.profile :is(input, select) { width: 100%; height: 2.5rem; padding: 0 .7rem; font: inherit; font-size: 1rem; color: var(--ink); background: var(--ground); border: 1px solid var(--edge); border-radius: var(--radius); }
.match .cards { margin-top: .75rem; }
.toast { position: sticky; bottom: .75rem; z-index: 20; width: fit-content; max-width: 100%; margin: .75rem auto 0; padding: .5rem 2.75rem .5rem 1rem; background: var(--ink); color: var(--ground); border-radius: var(--radius); box-shadow: var(--shadow); }
.toast textarea { display: block; width: 100%; margin-top: .35rem; background: var(--ground); color: var(--ink); }

@container (max-width: 30rem) {
  .primary { padding: 0 1rem; }
  .answer, .card { padding: .9rem 1rem; }
  .group { grid-template-columns: 1fr; }
  .card .feedback { margin: 0; }
  .why { grid-template-columns: 1fr 1fr; }
  .why input[type=text] { grid-column: 1 / -1; }
}
@media (prefers-reduced-motion: no-preference) {
  .skeleton { animation: wait 1.4s ease-in-out infinite alternate; }
  @keyframes wait { to { opacity: .45; } }
}
@media (forced-colors: active) { .chip[aria-pressed=true], .cite[aria-expanded=true], [aria-selected=true] { outline: 2px solid; } mark { background: Mark; color: MarkText; } }
@media print {
  form, .tools, .match > summary, .filters, .more, .toggle, .head button, .follow, .feedback, .close, .toast { display: none !important; }
  .frame, .answer, .card { background: none; color: #000; }
  .text.all[hidden] { display: block !important; }
  .text:has(+ .all) { display: none; }
  .card { break-inside: avoid; border-color: #999; }
  .card h3 a::after { content: " (" attr(href) ")"; font-size: .75rem; font-weight: 400; }
}
`);
