/**
 * What happens inside, for those who ask: with EIGENSCAPE_DEBUG=1 one line each on standard error.
 */
export const isDebugging = (): boolean => process.env.EIGENSCAPE_DEBUG === "1";

export function debug(line: string): void {
  if (isDebugging()) process.stderr.write(`eigenscape: onnx: ${line}\n`);
}
