/**
 * What was chosen on the user's behalf is told on standard error: one line per topic and process.
 */
const told = new Set<string>();

export function tellOnce(topic: string, line: string): void {
  if (told.has(topic)) return;
  told.add(topic);
  process.stderr.write(`eigenscape: ${line}\n`);
}
