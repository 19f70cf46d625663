/**
 * A reader's remark at a point of a figure: plain data, so that a notebook, a widget's state and
 * an exported page keep it as it is.
 */
export interface Note {
  /** Names the note within its figure. */
  readonly id: string;
  /** Plain text; line breaks are kept. */
  readonly text: string;
  readonly author: string;
  /** When the text was written: ISO 8601, UTC. */
  readonly date: string;
  /** On the axis: the value itself, also on a logarithmic one; a string on axes of names and dates. */
  readonly x: number | string;
  readonly y: number | string;
  /**
   * Which axes x and y are on, as plotly names them: ["x", "y2"]. With "paper" they are shares of
   * the plot area, from the left and from the bottom, for figures without such axes.
   */
  readonly axes: readonly [string, string];
  /** With an arrow the text lies this many pixels right of and below the point. */
  readonly arrow?: NoteArrow;
}

export interface NoteArrow {
  readonly right: number;
  readonly down: number;
}

/** What makes a note; the rest has defaults. */
export interface NoteInput extends Partial<Omit<Note, "arrow">> {
  readonly text: string;
  readonly author: string;
  readonly x: number | string;
  readonly y: number | string;
  /** true: the text lies above the point. Default: no arrow. */
  readonly arrow?: NoteArrow | boolean;
}

const above: NoteArrow = { right: 0, down: -44 };

/** @returns The note with a random id, the date of now and the axes x and y unless given. */
export function newNote(input: NoteInput): Note {
  const { text, author, x, y, axes = ["x", "y"], arrow } = input;
  const { id = randomId(), date = new Date().toISOString() } = input;
  const made = { id, text: text.trim(), author: author.trim(), date, x, y, axes };
  const note = arrow ? { ...made, arrow: arrow === true ? above : arrow } : made;
  if (isNote(note)) return note;
  throw new TypeError(
    "newNote: text and author must not be empty, x and y must be finite numbers or strings, " +
      `axes names such as "x2" and date an ISO date, got ${JSON.stringify(note)}`,
  );
}

/** Whether something from a file or a browser is a note. */
export function isNote(value: unknown): value is Note {
  if (typeof value !== "object" || value === null) return false;
  const note = value as Readonly<Record<keyof Note, unknown>>;
  return (
    [note.id, note.text, note.author, note.date].every((s) => typeof s === "string" && s !== "") &&
    !Number.isNaN(Date.parse(note.date as string)) &&
    isCoordinate(note.x) &&
    isCoordinate(note.y) &&
    areAxes(note.axes) &&
    (note.arrow === undefined || isArrow(note.arrow))
  );
}

function isCoordinate(value: unknown): boolean {
  return typeof value === "string" || Number.isFinite(value);
}

function areAxes(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  return ["x", "y"].every((letter, i) => {
    const name: unknown = value[i];
    return typeof name === "string" && new RegExp(`^(paper|${letter}\\d*)$`).test(name);
  });
}

function isArrow(value: unknown): boolean {
  const { right, down } = (value ?? {}) as Partial<NoteArrow>;
  return Number.isFinite(right) && Number.isFinite(down);
}

/** `randomUUID` is missing in pages that do not come over https; this one is everywhere. */
function randomId(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
