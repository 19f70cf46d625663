/**
 * What an optimizer is called, with its settings, as one would write it.
 */
type Setting = number | boolean | { readonly name: string };

/** `sgd({ learningRate: 0.1 })`; maps, gains and schedules tell their own names. */
export function optimizerName(caller: string, settings: Readonly<Record<string, Setting>>): string {
  const parts = Object.entries(settings).map(([key, value]) => `${key}: ${described(value)}`);
  return parts.length === 0 ? `${caller}()` : `${caller}({ ${parts.join(", ")} })`;
}

function described(setting: Setting): string {
  if (typeof setting === "number" || typeof setting === "boolean") return String(setting);
  return setting.name === "" ? "unnamed" : setting.name;
}
