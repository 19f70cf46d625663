/** Gives the reader the notebook that the report was made of. */
import { button } from "./button.js";

export function downloadButton(): void {
  const holder = document.querySelector<HTMLScriptElement>("script#notebook");
  if (holder === null) return;
  button("download", () => {
    const text = JSON.parse(holder.text) as string;
    const href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
    const link = document.createElement("a");
    link.href = href;
    link.download = holder.dataset["name"] ?? "notebook.ipynb";
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000); // the browser is still reading
  });
}
