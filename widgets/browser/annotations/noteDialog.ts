/**
 * The dialog of a note: text, author, arrow or not. Enter saves, Shift+Enter begins a new line,
 * Escape cancels. It lies in <body>, where the notebook's keyboard shortcuts do not reach.
 */
import { noteButton, noteElement } from "./noteElement.js";

export interface NoteAnswer {
  readonly text: string;
  readonly author: string;
  readonly arrow: boolean;
}

interface Fields {
  readonly text: HTMLTextAreaElement;
  readonly author: HTMLInputElement;
  readonly arrow: HTMLInputElement;
}

/**
 * @param start What the fields show at first.
 * @param removable Whether there is a note that can be deleted.
 * @returns undefined when cancelled.
 */
export function noteDialog(
  start: NoteAnswer,
  removable: boolean,
  signal: AbortSignal,
): Promise<NoteAnswer | "delete" | undefined> {
  // Plotly tells of a click twice where a note can be dragged.
  if (document.querySelector(".eigenscape-note-dialog")) return Promise.resolve(undefined);
  const fields = makeFields(start);
  const dialog = noteElement("dialog", "note-dialog", { "aria-label": "Note" });
  return new Promise((resolve) => {
    const end = (answer?: NoteAnswer | "delete"): void => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const form = makeForm(fields, removable, end);
    dialog.append(form);
    dialog.addEventListener("cancel", () => end());
    for (const name of ["keydown", "keyup", "paste", "copy", "cut"] as const)
      dialog.addEventListener(name, (event) => event.stopPropagation());
    signal.addEventListener("abort", () => end(), { once: true });
    document.body.append(dialog);
    dialog.showModal();
    fields.text.focus();
  });
}

function makeFields({ text, author, arrow }: NoteAnswer): Fields {
  const required = { required: "" };
  const fields = {
    text: noteElement("textarea", "note-text", { ...required, rows: "3", maxlength: "500" }),
    author: noteElement("input", "note-author", { ...required, maxlength: "60" }),
    arrow: noteElement("input", "note-arrow", { type: "checkbox" }),
  };
  fields.text.value = text;
  fields.author.value = author;
  fields.arrow.checked = arrow;
  return fields;
}

function makeForm(
  { text, author, arrow }: Fields,
  removable: boolean,
  end: (answer?: NoteAnswer | "delete") => void,
): HTMLFormElement {
  const save = noteElement("button", "note-save", { type: "submit" }, "Save");
  const remove = noteButton("note-delete", "Delete", () => end("delete"));
  const cancel = noteButton("note-cancel", "Cancel", () => end());
  const form = noteElement(
    "form",
    "note-form",
    { method: "dialog" },
    noteElement("label", "note-field", {}, "Note", text),
    noteElement("label", "note-field", {}, "Author", author),
    noteElement("label", "note-check", {}, arrow, " with an arrow to the point"),
    noteElement("div", "note-buttons", {}, ...(removable ? [remove] : []), cancel, save),
  );
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = { text: text.value.trim(), author: author.value.trim(), arrow: arrow.checked };
    if (answer.text !== "" && answer.author !== "") end(answer);
  });
  return form;
}
