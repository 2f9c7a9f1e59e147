/** Why no connection came about, and where to, in words that hold nothing of the request. */

import type { Unsent } from "./effects.js";

/** Node's codes for a connection that never came about; browsers do not tell. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "the name is not found",
  EAI_AGAIN: "the name is not found",
  UND_ERR_CONNECT_TIMEOUT: "no connection in time",
  // Certificates are looked at before anything is sent.
  CERT_HAS_EXPIRED: "its certificate is not accepted",
  CERT_NOT_YET_VALID: "its certificate is not accepted",
  CERT_UNTRUSTED: "its certificate is not accepted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not accepted",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is not accepted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not accepted",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate is not accepted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not accepted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not accepted",
};
/** What a system was asked for when it failed, where nothing can have been sent yet. */
const BEFORE: readonly unknown[] = ["connect", "getaddrinfo"];
const PORTS: Readonly<Record<string, string>> = { "http:": "80", "ws:": "80", "https:": "443", "wss:": "443" };

interface Cause {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
}

/** That no connection to an address came about, if that is what an error says. */
export function unconnected(error: unknown, url: string): Unsent | undefined {
  const { cause = error } = (error ?? {}) as { cause?: unknown };
  const { code, message } = (cause ?? {}) as Cause;
  // A port that fetch keeps for other protocols; there is no code for it.
  if (cause instanceof Error && cause !== error && message === "bad port")
    return unreachable(url, "fetch does not connect to this port");
  const word = typeof code === "string" ? WORDS[code] : undefined;
  if (word === undefined && !isBefore(cause)) return undefined;
  const shown = codeOf(error);
  return unreachable(url, [word ?? "no connection", shown && `(${shown})`].filter(Boolean).join(" "));
}

/** That nobody was found at an address. */
export function unreachable(url: string, why: string): Unsent {
  return { kind: "unsent", reason: `cannot connect to ${place(url)}: ${why}`, isUnreachable: true };
}

/** The code of an error, or of what it was caused by. */
export function codeOf(error: unknown): string | undefined {
  const { code: own, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  const code = cause?.code ?? own;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : undefined;
}

/** Host and port of an address, and nothing else of it. */
function place(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  return `${hostname}:${port || (PORTS[protocol] ?? "")}`;
}

/** Whether it failed before anything could be sent; of several addresses that were tried, at each. */
function isBefore(cause: unknown): boolean {
  const { syscall, errors } = (cause ?? {}) as Cause;
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isBefore);
  return BEFORE.includes(syscall);
}
