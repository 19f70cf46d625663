/**
 * Colours, type and layout of a report. Text has contrast ≥ 7:1, muted text and marks of code ≥ 4.5:1 in
 * both themes. The names that begin with --jp- are what outputs of notebooks ask for.
 */
const light = `
  color-scheme: light;
  --paper: #ffffff; --text: #24292f; --muted: #57606a; --line: #d8dee4; --shade: #f6f8fa;
  --link: #0059a8; --accent: #0067a5; --wrong: #b3261e;
  --keyword: #7a3e9d; --string: #0a5c36; --number: #8a4500; --comment: #57606a; --title: #0550ae;
  --red: #b3261e; --green: #116329; --yellow: #7d4e00; --blue: #0550ae; --magenta: #8a2d7f; --cyan: #0b5e6b;
`;
const dark = `
  color-scheme: dark;
  --paper: #111111; --text: #e6edf3; --muted: #a5afba; --line: #343b43; --shade: #1b2026;
  --link: #79c0ff; --accent: #56b4e9; --wrong: #ff9d94;
  --keyword: #d2a8ff; --string: #8fd6a5; --number: #ffb77c; --comment: #a5afba; --title: #79c0ff;
  --red: #ff9d94; --green: #7ee2a0; --yellow: #f0c05a; --blue: #8cc4ff; --magenta: #e8a5dc; --cyan: #76d9e6;
`;

/** A page that was told nothing follows the system; paper is light. */
const colours = `
:root {${light}}
@media screen {
  :root[data-theme="dark"] {${dark}}
}
@media screen and (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {${dark}}
}
:root {
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root, :root > body {
  --jp-content-font-color1: var(--text); --jp-ui-font-color0: var(--text); --jp-ui-font-color1: var(--text);
  --jp-ui-font-color2: var(--muted); --jp-ui-font-color3: var(--muted);
  --jp-layout-color0: var(--paper); --jp-layout-color1: var(--paper); --jp-layout-color2: var(--shade);
  --jp-layout-color3: var(--line); --jp-border-color1: var(--line); --jp-border-color2: var(--line);
  --jp-brand-color1: var(--accent); --jp-code-font-family: var(--mono); --jp-code-font-size: 0.85rem;
  --jp-ui-font-family: var(--sans); --jp-ui-font-size1: 0.85rem; --jp-widgets-color: var(--text);
  --jp-widgets-label-color: var(--text); --jp-widgets-readout-color: var(--text);
  --jp-widgets-font-size: 0.85rem; --jp-widgets-input-color: var(--text);
  --jp-widgets-input-background-color: var(--paper); --jp-widgets-input-border-color: var(--muted);
  --jp-mirror-editor-property-color: var(--title); --jp-mirror-editor-string-color: var(--string);
  --jp-mirror-editor-number-color: var(--number); --jp-mirror-editor-keyword-color: var(--keyword);
}
`;

const layout = `
body, pre { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 54rem; background: var(--paper); color: var(--text);
  font: 1.0625rem/1.6 var(--sans); overflow-wrap: break-word;
}
header { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: flex-end; padding: 1rem 0 0; }
header button {
  font: 0.85rem/1.4 var(--sans); color: var(--text); background: var(--shade); cursor: pointer;
  border: 1px solid var(--line); border-radius: 6px; padding: 0.3rem 0.75rem;
}
header button[data-action="save"] {
  position: fixed; right: 1.25rem; bottom: 1.25rem; z-index: 20; max-width: calc(100vw - 2.5rem);
  color: var(--paper); background: var(--link); border-color: var(--link); box-shadow: 0 2px 10px rgba(0, 0, 0, 0.25);
}
header button:hover { border-color: var(--muted); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
nav { font-size: 0.9rem; margin: 1rem 0; border-block: 1px solid var(--line); padding: 0.5rem 0; }
nav summary { font-weight: 600; }
nav ul { list-style: none; margin: 0.25rem 0; padding-left: 0; }
nav ul ul { padding-left: 1rem; }
nav a { display: block; padding: 0.2rem 0; color: var(--muted); text-decoration: none; line-height: 1.4; }
nav a:hover { color: var(--link); text-decoration: underline; }
@media screen and (min-width: 75rem) {
  body.with-contents {
    display: grid; grid-template-columns: 14rem minmax(0, 52rem); column-gap: 3.5rem;
    grid-template-areas: "header header" "nav main"; max-width: 72rem; align-items: start;
  }
  header { grid-area: header; }
  nav { grid-area: nav; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; border: 0; margin-top: 2.4rem; }
  main { grid-area: main; min-width: 0; }
}
`;

const text = `
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; text-wrap: balance; }
h1 { font-size: 1.9rem; letter-spacing: -0.015em; margin-top: 1.2rem; }
h2 { font-size: 1.4rem; letter-spacing: -0.01em; }
h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
.text > * { max-width: 44rem; }
p, ul, ol, blockquote { margin: 0 0 1em; }
a { color: var(--link); text-underline-offset: 0.15em; }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--muted); }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
img, svg, video { max-width: 100%; height: auto; }
code { font-family: var(--mono); font-size: 0.875em; }
:not(pre) > code { background: var(--shade); border-radius: 4px; padding: 0.1em 0.3em; }
.wide { overflow-x: auto; margin: 0 0 1em; }
table { border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; }
math { font-size: 1.08em; }
math.tml-display { overflow-x: auto; overflow-y: hidden; margin: 0.5em 0 1em; }
.wrong-tex { color: var(--wrong); }
`;

export const pageStyle = colours + layout + text;
