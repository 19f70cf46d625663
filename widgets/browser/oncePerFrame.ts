/** Many requests before the next frame of the screen are one. */
export function oncePerFrame(signal: AbortSignal, run: () => Promise<void>): () => void {
  let frame: number | undefined;
  const cancel = (): void => void (frame !== undefined && cancelAnimationFrame(frame));
  signal.addEventListener("abort", cancel, { once: true });
  return () => {
    if (signal.aborted) return;
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      void run();
    });
  };
}
