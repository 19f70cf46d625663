/** Whether a figure was made by this library: only such are recoloured or drawn as static pictures. */
export function isOurs(figure: { readonly layout: unknown }): boolean {
  const { meta } = (figure.layout ?? {}) as { meta?: { eigenscape?: unknown } };
  return meta?.eigenscape !== undefined;
}
