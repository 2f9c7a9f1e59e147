import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";

import { MissingResult, TransportError } from "../src/errors.js";
import { timeouts } from "../src/limits.js";
import { platformFetch } from "../src/rest.js";
import { Result } from "../src/result.js";
import { KEY, PICTURE, REQUEST, TASK, answering, client } from "./support.js";

const PNG = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(300_000, 7)]);
const MP4 = Buffer.from("\0\0\0\x20ftypisom and so on", "latin1");
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

function result(items: readonly Record<string, unknown>[], format?: string, read = 2000): Result {
  const download = { fetch: platformFetch, timeouts: timeouts({ read, total: 4000 }), format };
  return new Result(TASK, items, [], download);
}

function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "airsmith-test-"));
}

async function serving(answer: Answer, use: (origin: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("a medium is the same wherever it is", async () => {
  const text = PNG.toString("base64");
  await serving(
    (_, response) => void response.end(PNG),
    async (origin) => {
      const items = [
        { imageURL: `${origin}/a.png` },
        { imageBase64Data: text },
        { imageDataURI: `data:image/png;base64,${text}`, imageURL: "http://127.0.0.1:9/" },
      ];
      const found = result(items, "PNG");
      const home = await folder();
      for (const index of items.keys()) {
        assert.deepEqual(Buffer.from(await found.bytes(index)), PNG);
        const blob = await found.blob(index);
        assert.deepEqual([blob.type, blob.size], ["image/png", PNG.length]);
        await found.save(join(home, "x.png"), index);
        assert.deepEqual(await readFile(join(home, "x.png")), PNG);
      }
      assert.deepEqual(await readdir(home), ["x.png"]);
      const paths = await found.saveAll(join(home, "deep", "er"));
      assert.deepEqual(
        paths.map((path) => path.split("/").at(-1)),
        [`${TASK}-1.png`, `${TASK}-2.png`, `${TASK}-3.png`],
      );
      assert.deepEqual((await readdir(join(home, "deep", "er"))).length, 3);
    },
  );
});

test("a medium is fetched without the key, also where it is somewhere else", async () => {
  const heard: (string | undefined)[] = [];
  const moves: Answer = (request, response) => {
    heard.push(JSON.stringify(request.headers));
    if (request.url === "/b") response.end(PNG);
    else response.writeHead(302, { Location: "/b" }).end();
  };
  await serving(moves, async (origin) => {
    const { fetch } = answering({ data: [{ ...PICTURE, imageURL: `${origin}/a` }] });
    const both: typeof fetch = (url, init) => (init.method === "POST" ? fetch(url, init) : platformFetch(url, init));
    const found = await client({ fetch: both }).run(REQUEST);
    assert.deepEqual(Buffer.from(await found.bytes()), PNG);
  });
  assert.equal(heard.length, 2);
  assert.equal(heard.join().includes(KEY) || heard.join().toLowerCase().includes("authorization"), false);
});

test("a file is complete and of its kind, or not there", async () => {
  const cut: Answer = (_, response) =>
    void response.writeHead(200, { "Content-Length": PNG.length + 1 }).write(PNG, () => response.destroy());
  const page: Answer = (_, response) => void response.end("<html>Not what you want</html>");
  const video: Answer = (_, response) => void response.end(MP4);
  const gone: Answer = (_, response) => void response.writeHead(410).end(PNG);
  const broken: Answer = (_, response) => void response.writeHead(503).end(PNG);
  const stuck: Answer = (_, response) => void response.write(PNG);
  const jpeg: Answer = (_, response) => void response.end(Buffer.from("\xff\xd8\xff and so on", "latin1"));
  const empty: Answer = (_, response) => void response.end();
  const cases: [Answer, string | undefined][] = [
    [cut, "PNG"],
    [page, undefined],
    [video, undefined],
    [gone, undefined],
    [broken, undefined],
    [stuck, undefined],
    [jpeg, "PNG"],
    [empty, undefined],
  ];
  for (const [answer, format] of cases) {
    await serving(answer, async (origin) => {
      const home = await folder();
      await writeFile(join(home, "x.png"), "before");
      const found = result([{ imageURL: `${origin}/secret?token=1` }], format, 300);
      const error: unknown = await found.save(join(home, "x.png")).catch((thrown: unknown) => thrown);
      const expected = answer === gone ? MissingResult : TransportError;
      assert.equal((error as Error).constructor, expected);
      assert.equal(inspect(error).includes("token"), false);
      assert.deepEqual(await readdir(home), ["x.png"]);
      assert.equal(await readFile(join(home, "x.png"), "utf8"), "before");
      await assert.rejects(found.bytes(), expected);
    });
  }
});

test("a video is one, and sound may be anything", async () => {
  const text = MP4.toString("base64");
  assert.deepEqual(Buffer.from(await result([{ videoBase64Data: text }], "MP4").bytes()), MP4);
  await assert.rejects(result([{ imageBase64Data: text }]).bytes(), TransportError);
  await assert.rejects(result([{ videoBase64Data: text }], "WEBM").bytes(), TransportError);
  assert.equal((await result([{ audioBase64Data: "eA==" }]).blob()).type, "application/octet-stream");
  for (const format of ["png", "BMP", "__proto__", "constructor"]) {
    assert.equal((await result([{ imageBase64Data: PNG.toString("base64") }], format).bytes()).length, PNG.length);
  }
});

test("what is not there cannot be had", async () => {
  for (const item of [{}, { imageUUID: "1" }, { imageURL: "" }, { imageURL: 7 }]) {
    await assert.rejects(result([item]).bytes(), MissingResult);
  }
  await assert.rejects(result([PICTURE]).bytes(1), MissingResult);
  for (const imageURL of ["file:///etc/passwd", "data:text/html,x", "javascript:1", "//a.test", "http://"]) {
    await assert.rejects(result([{ imageURL }]).bytes(), TransportError);
  }
  for (const item of [{ imageBase64Data: "%" }, { imageDataURI: "data:image/png,x" }, { imageDataURI: "x" }]) {
    await assert.rejects(result([item]).bytes(), TransportError);
  }
});

test("the name of a file is never the service's", async () => {
  const home = await folder();
  const item = { imageUUID: "../../../evil", imageBase64Data: PNG.toString("base64") };
  const found = new Result("../../escape", [item], [], {
    fetch: platformFetch,
    timeouts: timeouts(),
    format: undefined,
  });
  const [path] = await found.saveAll(join(home, "in"));
  assert.deepEqual([path, await readdir(home)], [join(home, "in", "______escape-1.png"), ["in"]]);
});

test("a console shows no media and no address", () => {
  const items = [{ ...PICTURE, imageDataURI: "data:image/png;base64,AAAA", positivePrompt: "private", seed: 1 }];
  const found = result(items);
  const shown = inspect(found, { showHidden: true, depth: 9 });
  for (const text of ["a.test", "AAAA", "private"]) assert.equal(shown.includes(text), false, text);
  assert.equal(shown.includes("seed: 1") && shown.includes(TASK), true);
  assert.deepEqual(JSON.parse(JSON.stringify(found)), { taskUUID: TASK, items, errors: [] });
});
