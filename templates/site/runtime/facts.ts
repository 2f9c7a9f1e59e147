/** What the page is told of each model. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A field of the form; what it does not have is left out. `most` is the length of the longest string. */
export interface Control {
  readonly path: string;
  readonly types: readonly string[];
  readonly needed?: boolean;
  readonly choices?: readonly (string | number | boolean)[];
  readonly fallback?: string | number | boolean;
  readonly limit?: string;
  readonly unit?: string;
  readonly summary?: string;
  readonly most?: number;
}

/** An argument of a function: its key, whether that is one of the provider's settings, and its names. */
export type Argument = readonly [wire: string, setting: boolean, required: boolean, python: string, typescript: string];

/** How the model's function is called. */
export interface Call {
  readonly python: string;
  readonly typescript: string;
  readonly python_module: string;
  readonly npm_name: string;
  readonly provider: string;
  readonly prompt: string;
  readonly sized: boolean;
  readonly url: string;
  readonly arguments: readonly Argument[];
}

export interface Facts {
  readonly air: string;
  readonly name: string;
  readonly href: string;
  readonly taskType: string;
  readonly notice: string;
  readonly media: string;
  readonly sizes: readonly (readonly [number, number])[];
  readonly sizeNeeded: boolean;
  readonly fields: readonly Control[];
  readonly examples: readonly { readonly title: string; readonly request: Json }[];
  readonly call: Call;
}

/** An object of JSON, not an array and not null. */
export function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
