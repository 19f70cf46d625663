/** Code, outputs and paper. */
const code = `
.cell { margin: 0 0 1.25rem; }
pre { margin: 0; overflow-x: auto; font: 0.85rem/1.55 var(--mono); white-space: pre; tab-size: 2; }
pre code { font-size: inherit; }
.text pre, .source pre, .html > pre { background: var(--shade); border-radius: 6px; padding: 0.75rem 1rem; }
.text pre { margin-bottom: 1em; }
summary { cursor: pointer; }
.source > summary, .hidden-outputs > summary {
  color: var(--muted); font-size: 0.8rem; padding: 0.15rem 0; display: flex; gap: 0.75rem; align-items: baseline;
}
.source > summary::before, .hidden-outputs > summary::before { content: "▸"; width: 0.7em; }
.source[open] > summary::before, .hidden-outputs[open] > summary::before { content: "▾"; }
.first-line { font-family: var(--mono); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
[open] > summary > .first-line { display: none; }
.hljs-keyword, .hljs-literal, .hljs-built_in, .hljs-meta, .hljs-selector-tag, .hljs-tag { color: var(--keyword); }
.hljs-string, .hljs-regexp, .hljs-addition, .hljs-attr { color: var(--string); }
.hljs-number, .hljs-symbol, .hljs-variable.constant_ { color: var(--number); }
.hljs-comment, .hljs-quote, .hljs-doctag { color: var(--comment); font-style: italic; }
.hljs-title, .hljs-name, .hljs-section, .hljs-type, .hljs-attribute { color: var(--title); }
.hljs-subst, .hljs-property, .hljs-params { color: var(--text); }
`;

const names = ["red", "green", "yellow", "blue", "magenta", "cyan"];
const ansi = [
  ...names.flatMap((name) => [
    `.ansi-${name}-fg, .ansi-bright-${name}-fg { color: var(--${name}); }`,
    `.ansi-${name}-bg, .ansi-bright-${name}-bg { background: color-mix(in srgb, var(--${name}) 15%, var(--paper)); }`,
  ]),
  ".ansi-black-fg, .ansi-bright-white-fg { color: var(--text); }",
  ".ansi-bright-black-fg, .ansi-white-fg { color: var(--muted); }",
  ".ansi-black-bg, .ansi-bright-black-bg, .ansi-white-bg, .ansi-bright-white-bg { background: var(--shade); }",
].join("\n");

const outputs = `
.outputs { margin: 0.5rem 0 0; }
.output { margin: 0 0 0.6rem; }
.output > .html { overflow-x: auto; }
.terminal { padding: 0.1rem 0 0.1rem 1rem; border-left: 3px solid var(--line); white-space: pre-wrap; }
.terminal.error { border-color: var(--wrong); background: var(--shade); padding: 0.6rem 1rem; }
.terminal.stderr { border-color: var(--yellow); }
.widget { overflow-x: auto; }
.no-picture { color: var(--muted); font-size: 0.9rem; margin: 0; }
.figure .static svg, .figure .static img, .output > svg, .output > img { display: block; border-radius: 6px; }
.figure .plot { width: 100%; overflow-x: auto; }
.figure.drawn .static { display: none; }
.figure [hidden] { display: none; }
`;

/** Everything is unfolded on paper, and figures are their static pictures. */
const paper = `
@media print {
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  header, nav { display: none; }
  .source > summary, .hidden-outputs > summary { display: none; }
  pre { white-space: pre-wrap; }
  .output, .figure, pre, table, img, svg { break-inside: avoid; }
  h1, h2, h3, h4 { break-after: avoid; }
  .figure:not(.no-static).drawn .static { display: block; }
  .figure:not(.no-static) .plot { display: none; }
}
`;

export const cellStyle = code + ansi + outputs + paper;
