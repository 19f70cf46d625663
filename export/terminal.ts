/**
 * What a program printed: colours of ANSI escapes as classes, and lines that were written over (as
 * progress bars do) as they looked at the end.
 */
import { AnsiUp } from "ansi_up";
import { element } from "./markup.js";

export function terminal(text: string, className: string): string {
  const converter = new AnsiUp(); // keeps colours from one call to the next, so each text has its own
  converter.use_classes = true;
  const markup = converter.ansi_to_html(overwritten(text));
  return element("pre", { class: `terminal ${className}`, tabindex: 0 }, markup);
}

/** A carriage return goes back to the start of the line; what comes then replaces what was there. */
export function overwritten(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.split("\r").reduce((before, after) => after + before.slice(after.length)))
    .join("\n");
}
