/**
 * The dialog of a note: text, author, arrow or not. Enter saves, Shift+Enter begins a new line,
 * Escape cancels. It lies in <body>, where the notebook's keyboard shortcuts do not reach.
 */
import { element } from "../parts/element.js";
import { noteButton } from "./noteButton.js";

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
  const dialog = element("dialog", "note-dialog", { "aria-label": "Note" });
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
    text: element("textarea", "note-text", { ...required, rows: "3", maxlength: "500" }),
    author: element("input", "note-author", { ...required, maxlength: "60" }),
    arrow: element("input", "note-arrow", { type: "checkbox" }),
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
  const save = element("button", "note-save", { type: "submit" }, "Save");
  const remove = noteButton("note-delete", "Delete", () => end("delete"));
  const cancel = noteButton("note-cancel", "Cancel", () => end());
  const form = element(
    "form",
    "note-form",
    { method: "dialog" },
    element("label", "note-field", {}, "Note", text),
    element("label", "note-field", {}, "Author", author),
    element("label", "note-check", {}, arrow, " with an arrow to the point"),
    element("div", "note-buttons", {}, ...(removable ? [remove] : []), cancel, save),
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
