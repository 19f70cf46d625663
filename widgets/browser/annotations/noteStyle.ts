/** The looks of notes: colours and fonts of the page's theme, with fallbacks. Once per page. */
const id = "eigenscape-note-style";

export function addNoteStyle(): void {
  if (document.getElementById(id) !== null) return;
  const style = document.createElement("style");
  style.id = id;
  style.textContent = rules;
  document.head.append(style);
}

const text = "var(--jp-content-font-color1, var(--vscode-foreground, #24292f))";
const quiet = "var(--jp-ui-font-color1, var(--vscode-foreground, #57606a))";
const page = "var(--jp-layout-color1, var(--vscode-editor-background, #ffffff))";
const border = "var(--jp-border-color1, #8c959f)";
const accent = "var(--jp-brand-color1, #0067a5)";
const font = "var(--jp-ui-font-size1, 13px) var(--jp-ui-font-family, system-ui, sans-serif)";

const rules = `
.eigenscape-noted-stage { position: relative; }
.eigenscape-noted button, .eigenscape-note-dialog button {
  font: ${font}; color: ${quiet}; background: ${page}; cursor: pointer;
  border: 1px solid ${border}; border-radius: 3px; padding: 2px 8px;
}
.eigenscape-noted button:hover, .eigenscape-note-dialog button:hover { color: ${text}; border-color: ${accent}; }
.eigenscape-noted button:focus-visible, .eigenscape-note-dialog :focus-visible {
  outline: 2px solid ${accent}; outline-offset: 1px;
}
.eigenscape-noted [hidden] { display: none; }
.eigenscape-note-bar { position: absolute; left: 4px; bottom: 4px; display: flex; gap: 4px; }
.eigenscape-note-add { opacity: 0; transition: opacity 0.15s; }
.eigenscape-noted:hover .eigenscape-note-add, .eigenscape-noted:focus-within .eigenscape-note-add { opacity: 1; }
@media (hover: none) { .eigenscape-note-add { opacity: 1; } }
@media print { .eigenscape-note-bar { display: none; } }
.eigenscape-note-list { margin: 0; padding: 4px 16px 8px 24px; font: ${font}; color: ${text}; list-style: disc inside; }
.eigenscape-note-row { padding: 2px 0; overflow-wrap: anywhere; }
.eigenscape-note-words { white-space: pre-wrap; }
.eigenscape-note-signature { color: ${quiet}; white-space: nowrap; }
.eigenscape-note-picker { position: absolute; inset: 0; z-index: 10; cursor: crosshair; outline: 2px solid ${accent}; overflow: hidden; }
.eigenscape-note-picker::before, .eigenscape-note-picker::after { content: ""; position: absolute; background: ${accent}; pointer-events: none; }
.eigenscape-note-picker::before { left: var(--left); top: 0; bottom: 0; width: 1px; }
.eigenscape-note-picker::after { top: var(--top); left: 0; right: 0; height: 1px; }
.eigenscape-note-hint {
  position: absolute; top: 4px; left: 50%; transform: translateX(-50%); box-sizing: border-box; width: max-content; max-width: 96%;
  font: ${font}; color: ${text}; background: ${page}; border: 1px solid ${border}; border-radius: 3px; padding: 2px 8px; pointer-events: none;
}
.eigenscape-note-dialog {
  box-sizing: border-box; width: min(380px, 92vw); padding: 16px; border: 1px solid ${border}; border-radius: 4px;
  font: ${font}; color: ${text}; background: ${page}; box-shadow: 0 4px 16px rgba(0, 0, 0, 0.25);
}
.eigenscape-note-dialog::backdrop { background: rgba(0, 0, 0, 0.3); }
.eigenscape-note-form { display: flex; flex-direction: column; gap: 10px; }
.eigenscape-note-field { display: flex; flex-direction: column; gap: 4px; }
.eigenscape-note-field textarea, .eigenscape-note-field input {
  box-sizing: border-box; width: 100%; font: inherit; color: inherit; background: transparent;
  border: 1px solid ${border}; border-radius: 3px; padding: 4px 6px; resize: vertical;
}
.eigenscape-note-check { display: flex; align-items: center; gap: 6px; }
.eigenscape-note-check input { accent-color: ${accent}; margin: 0; }
.eigenscape-note-buttons { display: flex; justify-content: flex-end; gap: 8px; }
.eigenscape-note-dialog .eigenscape-note-delete { margin-right: auto; }
.eigenscape-note-dialog .eigenscape-note-save { color: ${page}; background: ${accent}; border-color: ${accent}; }
.eigenscape-note-dialog .eigenscape-note-save:hover { color: ${page}; }
`;
