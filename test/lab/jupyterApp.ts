/**
 * The few parts of JupyterLab's application object that the tests touch; `expose_app_in_browser` puts it on
 * the window. Cells are read from here, not from the page: JupyterLab keeps only those in view attached.
 */

export interface CellWidget {
  readonly node: HTMLElement;
  readonly model: {
    readonly type: string;
    readonly executionCount?: number | null;
    readonly outputs?: { toJSON(): unknown[] };
    readonly sharedModel: { getSource(): string; setSource(source: string): void };
  };
}

export interface NotebookContent {
  readonly widgets: readonly CellWidget[];
  readonly activeCell: CellWidget | null;
  activeCellIndex: number;
  scrollToItem(index: number, align?: string): Promise<void>;
}

export interface NotebookWidget {
  readonly content: NotebookContent;
  readonly context: {
    readonly ready: Promise<void>;
    /** `dirty`: there is something to be saved. */
    readonly model: { readonly dirty: boolean };
    save(): Promise<void>;
  };
  readonly sessionContext: {
    readonly ready: Promise<void>;
    readonly session: {
      readonly id: string;
      readonly kernel: {
        readonly info: Promise<unknown>;
        readonly status: string;
        restart(): Promise<void>;
      } | null;
    } | null;
  };
}

export interface JupyterApp {
  /** When all plugins are active. */
  readonly restored: Promise<void>;
  readonly commands: { execute(id: string, args?: object): Promise<unknown> };
  readonly shell: { readonly currentWidget: NotebookWidget | null };
}

declare global {
  interface Window {
    readonly jupyterapp: JupyterApp;
  }
}
