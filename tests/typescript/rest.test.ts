import assert from "node:assert/strict";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import type { Outcome, Send } from "../src/effects.js";
import { Secret } from "../src/protocol.js";
import { type Fetch, RestTransport, platformFetch } from "../src/rest.js";
import { KEY, fetchError } from "./support.js";

const SEND: Send = { kind: "send", elements: ['{"a":1}'], tasks: ["1"], isSubmission: true, timeout: 2000 };
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What comes of an exchange with a server that answers so. */
async function exchange(answer: Answer, read = 2000): Promise<Outcome> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  try {
    return await post(platformFetch, url, read);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function post(fetch: Fetch, url = "http://a.test/v1", read = 2000): Promise<Outcome> {
  return new RestTransport({ fetch, url, key: new Secret(KEY), read }).exchange(SEND, undefined);
}

function says(content: string | Buffer, status = 200, headers: Record<string, string> = {}): Answer {
  return (_, response) => void response.writeHead(status, headers).end(content);
}

test("an answer is one whatever its status, as long as it is an object", async () => {
  for (const status of [200, 400, 401, 404, 429, 500, 503]) {
    const outcome = await exchange(says('{"data": [{"seed": 1}]}', status));
    assert.deepEqual(outcome, { kind: "answered", status, envelope: { data: [{ seed: 1 }] }, retryAfter: undefined });
  }
});

test("an answer of millions of values is not read", async () => {
  const text = `{"data":[${"{},".repeat(600_000)}{}]}`;
  assert.equal((await exchange(says(gzipSync(text), 200, { "Content-Encoding": "gzip" }))).kind, "unknown");
  const picture = "a".repeat(2_000_000);
  assert.equal((await exchange(says(`{"data":[{"imageBase64Data":"${picture}"}]}`))).kind, "answered");
});

test("a no needs no words, a yes does", async () => {
  for (const text of ["", "<html>", "[]", "null", '"a"', "{", "[".repeat(100_000)]) {
    for (const status of [302, 307, 400, 413, 429]) {
      assert.deepEqual(await exchange(says(text, status)), {
        kind: "answered",
        status,
        envelope: {},
        retryAfter: undefined,
      });
    }
    for (const status of [200, 201, 500, 502]) {
      const outcome = await exchange(says(text, status));
      assert.deepEqual(outcome, {
        kind: "unknown",
        reason: `HTTP status ${status}, and the answer is not a JSON object`,
      });
    }
  }
});

test("text that is not UTF-8 is no answer", async () => {
  for (const bytes of [
    [0xff, 0xfe],
    [0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d],
  ]) {
    assert.equal((await exchange(says(Buffer.from(bytes)))).kind, "unknown");
  }
});

test("a redirection is not followed, least of all with the key", async () => {
  const heard: string[] = [];
  const other = createServer((request, response) => {
    heard.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const Location = `http://localhost:${(other.address() as AddressInfo).port}/`;
  for (const status of [301, 302, 303, 307, 308]) {
    const outcome = await exchange(says("", status, { Location }));
    assert.deepEqual([outcome.kind, (outcome as { status?: number }).status], ["answered", status]);
  }
  other.close();
  assert.deepEqual(heard, []);
  const opaque: Fetch = () => Promise.resolve({ status: 0, headers: new Headers(), body: null });
  assert.deepEqual(await post(opaque), { kind: "answered", status: 302, envelope: {} });
});

test("Retry-After is a number of seconds or a date", async () => {
  const headers: [string, number | undefined][] = [
    ["7", 7000],
    [" 0 ", 0],
    [new Date(Date.now() + 60_000).toUTCString(), 60_000],
    [new Date(0).toUTCString(), 0],
    ["soon", undefined],
    ["-5", undefined],
    ["1e3", undefined],
    ["9999999999", undefined],
  ];
  for (const [header, expected] of headers) {
    const outcome = await exchange(says("{}", 429, { "Retry-After": header }));
    const { retryAfter } = outcome as { retryAfter?: number };
    if (expected === undefined) assert.equal(retryAfter, undefined, header);
    else assert.ok(Math.abs((retryAfter ?? NaN) - expected) <= 1500, header);
  }
});

test("an answer that does not end, or trickles, is given up in time", async () => {
  const stalls: Answer = (_, response) => void response.writeHead(200).write('{"data":');
  const trickles: Answer = (_, response) => {
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  };
  for (const answer of [stalls, trickles, (): void => undefined]) {
    const began = performance.now();
    const outcome = await exchange(answer, 300);
    assert.deepEqual(outcome, { kind: "unknown", reason: "no answer within 300 ms" });
    assert.ok(performance.now() - began < 2000);
  }
});

test("an answer of any size is read as far as it is sensible, also a compressed one", async () => {
  const bomb = gzipSync(Buffer.alloc(150_000_000, 0x20));
  assert.ok(bomb.length < 200_000);
  const before = process.memoryUsage().rss;
  const zipped = await exchange(says(bomb, 200, { "Content-Encoding": "gzip" }), 20_000);
  assert.deepEqual(zipped, { kind: "unknown", reason: "the answer has more than 100000000 bytes" });
  const grown = process.memoryUsage().rss - before;
  assert.ok(grown < 450_000_000, `grew by ${grown} bytes`);
  const broken = await exchange(says("not gzip at all", 200, { "Content-Encoding": "gzip" }));
  assert.equal(broken.kind, "unknown");
});

test("a connection that is cut leaves the fate open", async () => {
  const cuts: Answer[] = [
    (_, response) => void response.socket?.destroy(),
    (_, response) => void response.writeHead(200, { "Content-Length": "100" }).write("{}", () => response.destroy()),
    (_, response) => void response.socket?.end("HTTP/1.1 200 OK\r\nContent-Len"),
    (_, response) => void response.socket?.end("\x00\x01\x02 what\r\n\r\n"),
  ];
  for (const cut of cuts) assert.equal((await exchange(cut)).kind, "unknown");
});

test("only what certainly never left was not sent, and no reason tells of the request", async () => {
  for (const code of ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]) {
    const outcome = await post(() => Promise.reject(fetchError(code)));
    assert.equal(outcome.kind === "unsent" && outcome.isUnreachable, true);
    assert.match(JSON.stringify(outcome), new RegExp(`cannot connect to a.test:80: [a-z ]+ \\(${code}\\)"`));
    const plain = Object.assign(new Error(KEY), { code });
    assert.equal((await post(() => Promise.reject(plain))).kind, "unsent");
  }
  const others = [fetchError("ECONNRESET"), fetchError("UND_ERR_SOCKET"), fetchError("ETIMEDOUT"), fetchError(), KEY];
  for (const thrown of [...others, Object.assign(new Error(KEY), { name: KEY, code: `${KEY}\n` }), null, undefined]) {
    const outcome = await post(() => Promise.reject(thrown as Error));
    assert.equal(outcome.kind, "unknown");
    assert.equal(JSON.stringify(outcome).includes(KEY), false);
  }
  const synchronous = (): never => {
    throw fetchError("ECONNREFUSED");
  };
  assert.equal((await post(synchronous)).kind, "unsent");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  assert.deepEqual(await post(platformFetch, `http://127.0.0.1:${port}/v1?key=secret`), {
    kind: "unsent",
    reason: `cannot connect to 127.0.0.1:${port}: connection refused (ECONNREFUSED)`,
    isUnreachable: true,
  });
  assert.deepEqual(await post(platformFetch, "http://127.0.0.1:9/v1"), {
    kind: "unsent",
    reason: "cannot connect to 127.0.0.1:9: fetch does not connect to this port",
    isUnreachable: true,
  });
  const connect = { code: "EHOSTUNREACH", syscall: "connect" };
  const every = Object.assign(new TypeError(KEY), { cause: { errors: [connect, connect] } });
  assert.equal((await post(() => Promise.reject(every))).kind, "unsent");
  const some = Object.assign(new TypeError(KEY), { cause: { errors: [connect, { ...connect, syscall: "read" }] } });
  assert.equal((await post(() => Promise.reject(some))).kind, "unknown");
  const text = Object.assign(new Error("bad port"), { name: "TypeError" });
  assert.equal((await post(() => Promise.reject(text))).kind, "unknown");
});

test("a fetch that does not heed signals is given up all the same", async () => {
  const deaf: Fetch = () => new Promise(() => {});
  const stuck: Fetch = () =>
    Promise.resolve({
      status: 200,
      headers: new Headers(),
      body: new ReadableStream({ pull: () => new Promise(() => {}) }),
    });
  for (const fetch of [deaf, stuck]) {
    assert.deepEqual(await post(fetch, undefined, 20), { kind: "unknown", reason: "no answer within 20 ms" });
  }
});
