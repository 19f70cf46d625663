/**
 * Records of tensors for users' functions. Asking for a name that is not there is an error; without
 * one TensorFlow.js would be handed `undefined` and complain about something else.
 */
export function named<T>(caller: string, kind: string, values: Readonly<Record<string, T>>) {
  return new Proxy(values, {
    get(target, name): unknown {
      // Symbols, and what others ask of any object: awaiting, JSON, methods that all objects have.
      const foreign = typeof name === "symbol" || name === "then" || name === "toJSON";
      if (foreign || name in target) return Reflect.get(target, name);
      const known = Object.keys(target).join(", ");
      throw new RangeError(`${caller}: ${kind} must be one of ${known}, got ${name}`);
    },
  });
}
