import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { test } from "node:test";

import { WebSocket, WebSocketServer } from "ws";

import type { RunwareOptions } from "../src/options.js";
import { REAL_WORLD } from "../src/transport.js";
import { type Client, KEY, PICTURE, REQUEST, TASK, client, failure } from "./support.js";

type Message = Record<string, unknown>;
const SESSION = "5e000000-0000-4000-8000-000000000001";
const GREETING = { data: [{ taskType: "authentication", connectionSessionUUID: SESSION }] };
const DONE = { data: [{ ...PICTURE, status: "success" }] };
const ACK = { data: [{ taskUUID: TASK }] };

/** A service that says what a test says: `say` is called with each element that is not of the connection. */
class Service {
  readonly heard: Message[] = [];
  connections = 0;
  greet: (element: Message) => unknown = () => GREETING;
  say: (element: Message, socket: WebSocket, count: number) => void = (_, socket) => reply(socket, DONE);
  readonly #server = new WebSocketServer({ port: 0, host: "127.0.0.1", path: "/v1" });

  constructor() {
    this.#server.on("connection", (socket) => {
      this.connections++;
      socket.on("error", () => undefined);
      socket.on("message", (data: Buffer) => {
        for (const element of JSON.parse(data.toString("utf8")) as Message[]) this.#hear(element, socket);
      });
    });
  }

  #hear(element: Message, socket: WebSocket): void {
    if (element["taskType"] === "authentication") {
      this.heard.push(element);
      const greeting = this.greet(element);
      if (greeting !== undefined) reply(socket, greeting);
    } else if (element["taskType"] === "ping") {
      reply(socket, { data: [{ taskType: "ping", pong: true }] });
    } else {
      this.heard.push(element);
      this.say(element, socket, this.tasks().length);
    }
  }

  tasks(): Message[] {
    return this.heard.filter(({ taskType }) => taskType !== "authentication");
  }

  onClose(heard: (code: number) => void): void {
    for (const socket of this.#server.clients) socket.on("close", heard);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function reply(socket: WebSocket, said: unknown): void {
  socket.send(typeof said === "string" ? said : JSON.stringify(said));
}

async function serving(
  use: (service: Service, made: Client) => Promise<void>,
  options: RunwareOptions = {},
): Promise<void> {
  const service = new Service();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const polling = { first: 10, longest: 50 };
  const made = client({ transport: "websocket", WebSocket, baseURL: service.url, polling, ...options }, REAL_WORLD);
  try {
    await use(service, made);
  } finally {
    made.close();
    await service.close();
  }
}

test("the first frame has the key, the second the task, and the answer is the task's", async () => {
  await serving(async (service, made) => {
    assert.deepEqual((await made.run(REQUEST)).items, DONE.data);
    assert.deepEqual(service.heard, [{ taskType: "authentication", apiKey: KEY }, REQUEST]);
    assert.deepEqual((await made.run(REQUEST)).items, DONE.data);
    assert.equal(service.connections, 1);
  });
});

test("answers are matched by task, whenever they come", async () => {
  await serving(async (service, made) => {
    const waiting: Message[] = [];
    service.say = (element, socket) => {
      waiting.push(element);
      if (waiting.length < 5) return;
      for (const { taskUUID } of waiting.reverse()) {
        reply(socket, { data: [{ taskUUID, imageUUID: `of ${String(taskUUID)}` }] });
      }
    };
    const names = ["a", "b", "c", "d", "e"];
    const found = await Promise.all(names.map((taskUUID) => made.run({ ...REQUEST, taskUUID })));
    assert.deepEqual(
      found.map(({ items }) => items[0]?.["imageUUID"]),
      names.map((name) => `of ${name}`),
    );
    assert.equal(service.connections, 1);
  });
});

test("a batch is one frame, and its answers may be several", async () => {
  await serving(async (service, made) => {
    service.say = (element, socket) => reply(socket, { data: [{ taskUUID: element["taskUUID"], imageUUID: "1" }] });
    const found = await made.runMany(["a", "b", "c"].map((taskUUID) => ({ ...REQUEST, taskUUID })));
    assert.deepEqual(
      found.map(({ taskUUID }) => taskUUID),
      ["a", "b", "c"],
    );
    assert.equal(service.tasks().length, 3);
  });
});

test("what is pushed between two questions is kept, and needs no question", async () => {
  await serving(
    async (service, made) => {
      service.say = (_, socket) => {
        reply(socket, ACK);
        setTimeout(() => reply(socket, DONE), 5);
      };
      assert.deepEqual((await made.run(REQUEST, { timeout: 5000 })).items, DONE.data);
      assert.equal(service.tasks().length, 1);
    },
    { polling: { first: 100 } },
  );
});

test("results that come one by one are all kept", async () => {
  await serving(async (service, made) => {
    service.say = (_, socket, count) => {
      const item = { taskUUID: TASK, imageUUID: `${count}`, status: "success" };
      reply(socket, { data: [item, { taskUUID: TASK, status: "processing" }] });
      reply(socket, { data: [item] });
    };
    const { items } = await made.run({ ...REQUEST, numberResults: 3 });
    assert.deepEqual(
      items.map((item) => item["imageUUID"]),
      ["1", "2", "3"],
    );
  });
});

test("a frame of more than a mebibyte is one", async () => {
  await serving(async (service, made) => {
    const imageBase64Data = "A".repeat(5_000_000);
    service.say = (_, socket) => reply(socket, { data: [{ taskUUID: TASK, imageBase64Data }] });
    assert.equal((await made.run(REQUEST)).items[0]?.["imageBase64Data"], imageBase64Data);
  });
});

test("a connection that drops after the task was sent is no reason to send it again", async () => {
  await serving(async (service, made) => {
    service.say = (element, socket) => {
      if (element["taskType"] === "getResponse") reply(socket, DONE);
      else socket.terminate();
    };
    assert.deepEqual((await made.run(REQUEST)).items, DONE.data);
    assert.deepEqual(
      service.tasks().map(({ taskType }) => taskType),
      ["imageInference", "getResponse"],
    );
    const [first, second] = service.heard.filter(({ taskType }) => taskType === "authentication");
    assert.equal(first?.["connectionSessionUUID"], undefined);
    assert.equal(second?.["connectionSessionUUID"], SESSION);
  });
});

test("what could not be delivered comes through the next connection", async () => {
  await serving(async (service, made) => {
    service.say = (_, socket) => socket.terminate();
    service.greet = (element) =>
      element["connectionSessionUUID"] === SESSION ? { data: [...GREETING.data, ...DONE.data] } : GREETING;
    assert.deepEqual((await made.run(REQUEST)).items, DONE.data);
    assert.equal(service.tasks().length, 1);
  });
});

test("a key that is refused says so", async () => {
  await serving(async (service, made) => {
    service.greet = () => ({ errors: [{ code: "invalidApiKey", message: KEY, taskType: "authentication" }] });
    const error = await failure(made.run(REQUEST));
    assert.deepEqual([error.name, error.code, error.taskUUID], ["AuthenticationError", "invalidApiKey", TASK]);
    assert.equal(service.tasks().length, 0);
  });
});

test("who never answers the key has been sent nothing", async () => {
  await serving(
    async (service, made) => {
      service.greet = () => undefined;
      const error = await failure(made.run(REQUEST, { timeout: 300 }));
      assert.equal(error.name, "NotSent");
      assert.equal(service.tasks().length, 0);
    },
    { timeouts: { connect: 50 } },
  );
  const nobody = client({ transport: "websocket", WebSocket, baseURL: "http://127.0.0.1:9/v1" }, REAL_WORLD);
  assert.equal((await failure(nobody.run(REQUEST, { timeout: 300 }))).name, "NotSent");
});

test("an address at which nobody listens is given up after some seconds", async () => {
  const nobody = client({ transport: "websocket", WebSocket, baseURL: "http://127.0.0.1:9/v1?a=secret" });
  const error = await failure(nobody.run(REQUEST));
  assert.equal(error.name, "NotSent");
  assert.match(
    error.message,
    /^cannot connect to 127\.0\.0\.1:9: the connection failed \(ECONNREFUSED\); tried 3 times, and nothing was sent$/,
  );
});

test("an error that names no task is that of the only exchange, and of several nobody's", async () => {
  await serving(async (service, made) => {
    service.say = (_, socket) => reply(socket, { errors: [{ code: "invalidValue" }] });
    assert.equal((await failure(made.run(REQUEST))).name, "InvalidRequest");
    let count = 0;
    service.say = ({ taskType, taskUUID }, socket) => {
      if (taskType === "getResponse") reply(socket, { data: [{ taskUUID, imageUUID: "1" }] });
      else if (++count === 2) reply(socket, { errors: [{ code: "invalidValue" }] });
    };
    const both = await Promise.all(["a", "b"].map((taskUUID) => made.run({ ...REQUEST, taskUUID })));
    assert.deepEqual(
      both.map(({ taskUUID }) => taskUUID),
      ["a", "b"],
    );
  });
});

test("an answer that says nothing is one, and its task is asked for again", async () => {
  await serving(async (service, made) => {
    service.say = (_, socket, count) => reply(socket, count < 3 ? { data: [] } : DONE);
    assert.deepEqual((await made.run(REQUEST)).items, DONE.data);
    assert.deepEqual(
      service.tasks().map(({ taskType }) => taskType),
      ["imageInference", "getResponse", "getResponse"],
    );
  });
});

test("frames that are none end the connection, not the task", async () => {
  for (const frame of ["<html>", "[]", "null", "{", Buffer.from([1, 2, 3])]) {
    await serving(async (service, made) => {
      service.say = (_, socket, count) => {
        if (count === 1) socket.send(frame);
        else reply(socket, DONE);
      };
      assert.deepEqual((await made.run(REQUEST)).items, DONE.data);
      assert.equal(service.connections, 2);
      assert.equal(service.tasks().filter(({ taskType }) => taskType === "imageInference").length, 1);
    });
  }
});

test("words about tasks nobody asked for are not kept", async () => {
  await serving(async (service, made) => {
    service.say = (_, socket) => {
      for (let i = 0; i < 100; i++) reply(socket, { data: [{ taskUUID: `other ${i}`, imageUUID: "x" }] });
      reply(socket, DONE);
    };
    assert.deepEqual((await made.run(REQUEST)).items, DONE.data);
  });
});

test("two who wait for one task both have it", async () => {
  await serving(async (service, made) => {
    service.say = (_, socket, count) => reply(socket, count < 3 ? ACK : DONE);
    const both = await Promise.all([made.wait(TASK, { timeout: 5000 }), made.wait(TASK, { timeout: 5000 })]);
    assert.deepEqual(
      both.map(({ items }) => items),
      [DONE.data, DONE.data],
    );
  });
});

test("a picture is uploaded over the same connection, which then rests", async () => {
  await serving(async (service, made) => {
    service.say = ({ taskUUID }, socket) => reply(socket, { data: [{ taskUUID, imageUUID: "an id" }] });
    assert.equal(await made.upload("data:image/png;base64,AA=="), "an id");
    assert.equal(service.connections, 1);
    const closed = new Promise((resolve) => service.onClose(resolve));
    await closed;
  });
});

test("a silent service is given up, and who gives up is not held", async () => {
  await serving(
    async (service, made) => {
      service.say = () => undefined;
      const began = performance.now();
      const error = await failure(made.run(REQUEST, { timeout: 400 }));
      assert.equal(error.name, "DeadlineExceeded");
      const signal = AbortSignal.timeout(50);
      assert.equal(await failure(made.run({ ...REQUEST, taskUUID: "b" }, { signal })), signal.reason);
      assert.ok(performance.now() - began < 3000);
      assert.equal(service.tasks().filter(({ taskUUID }) => taskUUID === TASK && "model" in REQUEST).length > 1, true);
    },
    { timeouts: { read: 100 } },
  );
});

test("a platform without WebSocket says what to do, and one that has it needs nothing", () => {
  const platform = globalThis as { WebSocket?: unknown };
  const own = platform.WebSocket;
  try {
    delete platform.WebSocket;
    assert.throws(() => client({ transport: "websocket" }), /pass one as `WebSocket`/);
    platform.WebSocket = WebSocket;
    client({ transport: "websocket" });
  } finally {
    if (own !== undefined) platform.WebSocket = own;
    else delete platform.WebSocket;
  }
});
