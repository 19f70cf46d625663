/** What plotly says after a note was dragged, as notes at their new places. */
import type { Note } from "../../../src/figures/note.js";
import { fromAxis } from "../../../src/figures/notePlace.js";

/** Such as { "annotations[0].x": 3, "annotations[0].y": -2 }; x and y on plotly's axes. */
export type Moves = Readonly<Record<string, unknown>>;

const entry = /^annotations\[(\d+)\]\.(x|y|ax|ay)$/;

/**
 * @param layout Knows which axes are logarithmic.
 * @returns undefined if no note was moved.
 */
export function movedNotes(
  notes: readonly Note[],
  moves: Moves,
  noteAt: (index: number) => Note | undefined,
  layout: object,
): readonly Note[] | undefined {
  let moved: readonly Note[] | undefined;
  for (const [key, position] of Object.entries(moves)) {
    const [, index, name] = entry.exec(key) ?? [];
    const id = index === undefined ? undefined : noteAt(Number(index))?.id;
    if (id === undefined || (typeof position !== "number" && typeof position !== "string"))
      continue;
    moved = (moved ?? notes).map((note) =>
      note.id === id ? changed(note, name as string, position, layout) : note,
    );
  }
  return moved;
}

function changed(note: Note, name: string, position: number | string, layout: object): Note {
  const { arrow = { right: 0, down: 0 } } = note;
  if (name === "ax") return { ...note, arrow: { ...arrow, right: Math.round(Number(position)) } };
  if (name === "ay") return { ...note, arrow: { ...arrow, down: Math.round(Number(position)) } };
  return { ...note, [name]: fromAxis(position, note.axes[name === "x" ? 0 : 1], layout) };
}
