/** The style of our views: colours and fonts come from the page's theme, with fallbacks. */
export const styleSheet = `
.eigenscape-density { width: 100%; color: var(--jp-content-font-color1, var(--vscode-foreground, #24292f)); }
.eigenscape-plot { width: 100%; min-height: 420px; }
.eigenscape-controls {
  display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 8px 16px 8px 24px;
  font: var(--jp-ui-font-size1, 13px) var(--jp-ui-font-family, system-ui, sans-serif);
}
.eigenscape-label { display: inline-flex; align-items: center; gap: 8px; white-space: nowrap; }
.eigenscape-width { width: 240px; min-width: 120px; flex-shrink: 1; accent-color: var(--jp-brand-color1, #0067a5); }
.eigenscape-width-value { min-width: 5em; font-variant-numeric: tabular-nums; }
.eigenscape-width-reset {
  font: inherit; color: inherit; background: none; cursor: pointer;
  border: 1px solid var(--jp-border-color1, #8c959f); border-radius: 3px; padding: 1px 8px;
}
.eigenscape-width-reset:disabled { opacity: 0.4; cursor: default; }
.eigenscape-scale { accent-color: var(--jp-brand-color1, #0067a5); }
.eigenscape-status { padding: 12px 24px; white-space: pre-wrap; }
.eigenscape-density[data-status="ready"] .eigenscape-status { display: none; }
`;
