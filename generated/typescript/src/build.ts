/** What the typed functions share: leaving out what is unset, new task ids, sizes. */

/** Width and height of a size, in pixels: a union of sizes becomes a union of pairs. */
export type Pixels<Size extends string> = Size extends `${infer Width extends number}x${infer Height extends number}`
  ? { width: Width; height: Height }
  : never;

/** An object without its unset entries: what may be undefined is optional instead. */
export type Defined<Values> = {
  [Key in keyof Values as undefined extends Values[Key] ? never : Key]: Values[Key];
} & {
  [Key in keyof Values as undefined extends Values[Key] ? Key : never]?: Exclude<Values[Key], undefined>;
};

/** Throws a TypeError for options that are no object: nothing of a text or a list would be taken. */
export function checkOptions(options: unknown): void {
  const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
  if (!isObject && options !== undefined) throw new TypeError("options must be an object");
}

/** A version 4 UUID, which names a task. */
export function newTaskUUID(): string {
  return globalThis.crypto.randomUUID();
}

/** Width and height of `WIDTHxHEIGHT`, to be spread into a request. Throws a TypeError for what is not written so. */
export function pixels<Size extends string>(size: Size): Pixels<Size>;
export function pixels<Size extends string>(
  size: Size | undefined,
): Pixels<Size> | { width?: undefined; height?: undefined };
export function pixels(size: string | undefined): { width?: number; height?: number } {
  if (size === undefined) return {};
  const found = /^([0-9]+)x([0-9]+)$/.exec(size);
  if (found === null) throw new TypeError("a size is written WIDTHxHEIGHT, such as 1024x1024");
  return { width: Number(found[1]), height: Number(found[2]) };
}

/** The object under `providerSettings`, or undefined when no setting is set. */
export function settings<Provider extends string, Values extends object>(
  provider: Provider,
  values: Values,
): { [Key in Provider]: Defined<Values> } | undefined {
  const found = withoutUnset(values);
  if (Object.keys(found).length === 0) return undefined;
  return { [provider]: found } as { [Key in Provider]: Defined<Values> };
}

/** The entries that are set: a field that is not set is never sent. */
export function withoutUnset<Values extends object>(values: Values): Defined<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Values>;
}
