/** Gives the reader the notebook that the report was made of. */
import { button } from "./button.js";
import { download } from "./download.js";

export function downloadButton(): void {
  const holder = document.querySelector<HTMLScriptElement>("script#notebook");
  if (holder === null) return;
  const name = holder.dataset["name"] ?? "notebook.ipynb";
  button("download", () =>
    download(name, JSON.parse(holder.text) as string, "application/x-ipynb+json"),
  );
}
