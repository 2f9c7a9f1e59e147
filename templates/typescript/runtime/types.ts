/** Types the validators speak of. */

/** What `JSON.parse` returns. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A legal value; a size is a pair of width and height in pixels. */
export type Choice = string | number | boolean | readonly number[];

/** The fields of an object in their order, with those of inner objects; `*` stands for the items of an array. */
export interface Fields {
  readonly [name: string]: Fields | null;
}

/**
 * What can be wrong with a request. `deprecated_model` and `retired_model` are warnings only, and those of files come
 * from the typed functions, which have the bytes.
 */
export type ViolationCode =
  | "missing_field"
  | "wrong_type"
  | "too_short"
  | "too_long"
  | "below_minimum"
  | "above_maximum"
  | "not_allowed"
  | "bad_pattern"
  | "wrong_count"
  | "unsupported_dimensions"
  | "unpaired_dimensions"
  | "forbidden_field"
  | "conflict"
  | "unknown_field"
  | "unsupported_field"
  | "unknown_model"
  | "malformed_text"
  | "file_too_large"
  | "file_side_out_of_range"
  | "file_kind"
  | "deprecated_model"
  | "retired_model";
