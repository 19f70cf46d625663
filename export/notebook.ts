/** A notebook file of format 4, as far as a report shows it. Texts may be lists of lines there. */
export type Text = string | readonly string[];

export type MimeData = Readonly<Record<string, unknown>>;

export type Output =
  | { readonly output_type: "stream"; readonly name?: string; readonly text: Text }
  | { readonly output_type: "display_data" | "execute_result"; readonly data: MimeData }
  | {
      readonly output_type: "error";
      readonly ename?: string;
      readonly evalue?: string;
      readonly traceback?: readonly string[];
    };

export interface Cell {
  readonly cell_type: "markdown" | "code" | "raw";
  readonly source: Text;
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
  /** Images that the text names as `attachment:name`. */
  readonly attachments?: Readonly<Record<string, MimeData>>;
  readonly metadata?: {
    readonly jupyter?: { readonly source_hidden?: boolean; readonly outputs_hidden?: boolean };
  };
}

export interface Notebook {
  readonly nbformat: number;
  readonly cells: readonly Cell[];
  readonly metadata: {
    readonly title?: string;
    readonly kernelspec?: { readonly language?: string };
    readonly language_info?: { readonly name?: string };
    readonly widgets?: MimeData;
  };
}

/**
 * @param text Content of the file.
 * @param name For errors.
 */
export function readNotebook(text: string, name: string): Notebook {
  const refuse = (got: string): never => {
    throw new Error(`export: ${name} must be a Jupyter notebook of format 4, got ${got}`);
  };
  const value = parse(text) ?? refuse("something that is not JSON");
  const { nbformat, cells, metadata } = value as Partial<Notebook>;
  if (typeof nbformat !== "number") return refuse("JSON without nbformat");
  if (nbformat < 4)
    return refuse(`format ${nbformat}; jupyter nbconvert --to notebook makes a new one of it`);
  if (nbformat > 4) return refuse(`format ${nbformat}, which this version does not know`);
  if (!Array.isArray(cells)) return refuse("no list of cells");
  return { nbformat, cells: cells as readonly Cell[], metadata: metadata ?? {} };
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return undefined;
  }
}

/** A text of the format as one string; anything else is no text. */
export function joined(text: unknown): string {
  if (Array.isArray(text)) return text.join("");
  return typeof text === "string" ? text : "";
}

/** The language of the code cells, in lower case. */
export function languageOf({ metadata }: Notebook): string {
  return (metadata.language_info?.name ?? metadata.kernelspec?.language ?? "").toLowerCase();
}
