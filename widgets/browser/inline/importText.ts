/** ES modules that arrive as text. A page imports each once, by its hash. */
const imported = new Map<string, Promise<unknown>>();

/** The module's exports; rejects with what the browser says of a text that it cannot run. */
export function importText(hash: string, text: string): Promise<unknown> {
  const known = imported.get(hash) ?? importNow(hash, text);
  imported.set(hash, known);
  return known;
}

async function importNow(hash: string, text: string): Promise<unknown> {
  // The name under which the browser's debugger and stack traces show it.
  const named = `${text}\n//# sourceURL=inline-widget-${hash.slice(0, 8)}.js`;
  const url = URL.createObjectURL(new Blob([named], { type: "text/javascript" }));
  try {
    return (await import(/* webpackIgnore: true */ url)) as unknown;
  } finally {
    URL.revokeObjectURL(url);
  }
}
