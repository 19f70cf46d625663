/** The style of our views: colours and fonts come from the page's theme, with fallbacks. */
export const styleSheet = `
.eigenscape-figure { width: 100%; --own: #24292f; color: var(--jp-content-font-color1, var(--vscode-foreground, var(--own))); }
.eigenscape-figure[data-theme="dark"] { --own: #e6edf3; color-scheme: dark; }
.eigenscape-plot { width: 100%; min-height: 420px; }
.eigenscape-controls {
  display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 8px 16px 8px 24px;
  font: var(--jp-ui-font-size1, 13px) var(--jp-ui-font-family, system-ui, sans-serif);
}
.eigenscape-controls [hidden] { display: none; }
.eigenscape-label { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
.eigenscape-group, .eigenscape-time, .eigenscape-chooser {
  display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin: 0; padding: 0; border: 0; min-width: 0;
}
.eigenscape-legend { float: left; padding: 0 8px 0 0; }
.eigenscape-slider { width: 240px; min-width: 120px; max-width: 100%; flex-shrink: 1; }
.eigenscape-slider, .eigenscape-checkbox { accent-color: var(--jp-brand-color1, #0067a5); }
.eigenscape-slider-value { min-width: 5em; font-variant-numeric: tabular-nums; }
.eigenscape-number { width: 5em; }
.eigenscape-button, .eigenscape-menu, .eigenscape-number {
  font: inherit; color: inherit; background: var(--jp-layout-color1, transparent); cursor: pointer;
  border: 1px solid var(--jp-border-color0, #757d86); border-radius: 3px; padding: 2px 8px;
}
.eigenscape-button:disabled { opacity: 0.6; cursor: default; }
.eigenscape-controls :focus-visible { outline: 2px solid var(--jp-brand-color1, #0067a5); outline-offset: 2px; }
.eigenscape-status { padding: 4px 24px; white-space: pre-wrap; }
.eigenscape-status:empty { display: none; }
.eigenscape-figure[data-status="waiting"] .eigenscape-plot,
.eigenscape-figure[data-status="error"]:not([data-draws]) .eigenscape-plot { display: none; }
`;
