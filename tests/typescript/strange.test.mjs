// Values that no JSON text says: each gets a verdict, none an exception, none is changed, and none is accepted wrongly.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import vm from "node:vm";

const { isValid, validate, violations, warnings } = await import(process.env.PACKAGE);

const taskUUID = "24cd5dff-cb81-4db5-8506-b72a9425f9d1";
const image = () => ({
  taskType: "imageInference",
  taskUUID,
  model: "openai:2@3",
  positivePrompt: "A lighthouse",
  width: 1024,
  height: 1024,
});
const video = () => ({
  taskType: "videoInference",
  taskUUID,
  model: "openai:3@1",
  positivePrompt: "A lighthouse",
  duration: 8,
});
const boom = () => {
  throw new Error("boom");
};
const lenient = { allowUnknown: true };
const ordinary = violations(image()).length;
assert.equal(ordinary, 0);

/** Every way to ask agrees; returns what was found, as `code path`. */
function verdict(request) {
  const found = violations(request).map(({ code, path }) => `${code} ${path}`);
  assert.equal(isValid(request), found.length === 0);
  assert.equal(isValid(request, lenient), violations(request, lenient).length === 0);
  if (found.length === 0) validate(request);
  else assert.throws(() => validate(request), { name: "ValidationError" });
  for (const one of violations(request)) {
    assert.equal(typeof one.message, "string");
    assert.equal(typeof JSON.stringify(one), "string");
    assert.equal(typeof inspect(one), "string");
  }
  for (const one of warnings(request)) assert.equal(typeof one.message, "string");
  return found;
}

function gives(request, ...expected) {
  assert.deepEqual(verdict(request), expected);
}

/** A value of its own for every key of the object is replaced by a getter. */
function withGetter(object, key, get) {
  return Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
}

test("what is no object is of a wrong type", () => {
  class Request {}
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const revokedArray = Proxy.revocable([], {});
  revokedArray.revoke();
  const all = [undefined, null, true, 1, NaN, 1n, "", "a", Symbol("a"), () => 1, [], [image()], new Map(), new Date()];
  all.push(
    new String("a"),
    new Number(1),
    new Boolean(true),
    /a/,
    new Error("a"),
    Promise.resolve(),
    new Uint8Array(2),
  );
  all.push(Object.assign(new Request(), image()), Object.create(image()), revoked.proxy, revokedArray.proxy);
  for (const value of all) gives(value, "wrong_type ");
});

test("objects without a prototype and of other realms are objects", () => {
  gives(Object.assign(Object.create(null), image()));
  gives(vm.runInNewContext(`(${JSON.stringify(image())})`));
  gives(vm.runInNewContext(`(${JSON.stringify({ ...image(), providerSettings: { openai: { quality: "hd" } } })})`));
  gives(structuredClone(image()));
  const spoofed = Object.assign(Object.create(null), { isPrototypeOf: boom, height: 1024 });
  const { height, ...rest } = image();
  gives(Object.assign(Object.create(spoofed), rest, { x: height }), "wrong_type ");
  gives(Object.assign(Object.create(spoofed), rest), "wrong_type ");
});

test("an own key called __proto__ is an unknown key", () => {
  const request = JSON.parse(`{"__proto__": {"width": 1024}, ${JSON.stringify(image()).slice(1)}`);
  gives(request, "unknown_field /__proto__");
  const nested = { ...image(), safety: JSON.parse('{"__proto__": {"mode": "fast"}}') };
  gives(nested, "unknown_field /safety/__proto__");
  assert.equal({}.width, undefined);
  for (const key of ["constructor", "toString", "hasOwnProperty", "valueOf", "toJSON"]) {
    gives({ ...image(), [key]: 1 }, `unknown_field /${key}`);
  }
});

test("keys without a value are there, and of a wrong type", () => {
  gives({ ...image(), ttl: undefined }, "wrong_type /ttl");
  gives({ ...image(), providerSettings: undefined }, "wrong_type /providerSettings");
  gives({ ...image(), x: undefined }, "unknown_field /x");
  gives({ ...image(), width: undefined }, "wrong_type /width");
  gives({ ...image(), model: undefined }, "wrong_type /model");
  gives({ ...video(), width: undefined, height: undefined }, "wrong_type /width", "wrong_type /height");
});

test("keys that JSON does not write are not there", () => {
  gives({ ...image(), [Symbol("x")]: 1 });
  gives(Object.defineProperty(image(), "x", { value: 1, enumerable: false }));
  for (const key of ["positivePrompt", "width", "height", "taskUUID"]) {
    for (const more of [{}, { ttl: 60 }, { ttl: undefined }, { x: 1 }]) {
      const request = Object.defineProperty({ ...image(), ...more }, key, { enumerable: false });
      assert.equal(verdict(request)[0], `missing_field /${key}`);
    }
  }
});

test("values that JSON does not have are of a wrong type", () => {
  class Text extends String {}
  const values = [1n, Symbol("a"), () => 1, new Date(), new Map(), /a/, new Text("a"), new String("A lighthouse")];
  for (const value of values) {
    gives({ ...image(), positivePrompt: value }, "wrong_type /positivePrompt");
    gives({ ...image(), safety: value }, "wrong_type /safety");
    gives({ ...video(), frameImages: value }, "wrong_type /frameImages");
    gives({ ...video(), frameImages: [value] }, "wrong_type /frameImages/0");
  }
  for (const value of [NaN, Infinity, -Infinity, 1024n, new Number(1024), "1024", 1024.5, 2 ** 53]) {
    gives({ ...image(), width: value }, "wrong_type /width");
    gives({ ...image(), numberResults: value }, "wrong_type /numberResults");
  }
  gives({ ...image(), includeCost: new Boolean(true) }, "wrong_type /includeCost");
  gives({ ...image(), model: new String("openai:2@3") }, "wrong_type /model");
  gives({ ...image(), numberResults: -0 }, "below_minimum /numberResults");
});

test("bytes are no object, and nobody looks through them one by one", () => {
  const bytes = new Uint8Array(2 ** 28);
  const start = performance.now();
  gives(bytes, "wrong_type ");
  gives({ ...image(), safety: bytes, positivePrompt: bytes }, "wrong_type /positivePrompt", "wrong_type /safety");
  gives({ ...image(), providerSettings: new DataView(bytes.buffer) }, "wrong_type /providerSettings");
  assert.ok(performance.now() - start < 5_000);
});

test("arrays with holes and with keys of their own", () => {
  gives({ ...video(), frameImages: new Array(1) }, "wrong_type /frameImages/0");
  gives({ ...video(), frameImages: new Array(2 ** 32 - 1) }, "wrong_type /frameImages");
  gives({ ...video(), frameImages: Object.assign(["a"], { extra: 1 }) });
  gives({ ...video(), frameImages: { 0: "a", length: 1 } }, "wrong_type /frameImages");
  gives({ ...video(), frameImages: new Uint8Array(1) }, "wrong_type /frameImages");
  const own = Object.assign(["a"], { entries: boom, filter: boom, [Symbol.iterator]: boom });
  gives({ ...video(), frameImages: own });
});

test("getters are read, and one that throws is of a wrong type", () => {
  gives(withGetter(image(), "width", () => 1792));
  gives(
    withGetter(image(), "width", () => 512),
    "unsupported_dimensions /width",
  );
  for (const key of Object.keys(image())) gives(withGetter(image(), key, boom), `wrong_type /${key}`);
  gives(withGetter(image(), "x", boom), "unknown_field /x");
  const settings = withGetter({}, "openai", boom);
  gives({ ...image(), providerSettings: settings }, "wrong_type /providerSettings/openai");
  gives({ ...video(), frameImages: [withGetter({}, "inputImage", boom)] }, "wrong_type /frameImages/0/inputImage");
  gives({ ...video(), frameImages: withGetter(["a"], "0", boom) }, "wrong_type /frameImages/0");
});

test("proxies are what they stand for, and traps that throw are of a wrong type", () => {
  gives(new Proxy(image(), {}));
  gives({ ...video(), frameImages: new Proxy(["a"], {}) });
  gives(new Proxy({ ...image(), width: 512 }, {}), "unsupported_dimensions /width");
  for (const trap of ["getPrototypeOf", "ownKeys"]) {
    gives(new Proxy(image(), { [trap]: boom }), "wrong_type ");
    gives({ ...image(), safety: new Proxy({}, { [trap]: boom }) }, "wrong_type /safety");
  }
  const all = { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom };
  gives(new Proxy(image(), all), "wrong_type ");
  gives({ ...video(), frameImages: new Proxy(["a"], all) }, "wrong_type /frameImages");
  for (const trap of ["get", "has", "getOwnPropertyDescriptor"]) verdict(new Proxy(image(), { [trap]: boom }));
});

test("nothing is changed, and frozen requests are as good as any", () => {
  const request = Object.freeze({ ...image(), width: 512, safety: Object.freeze({ mode: "x" }), x: 1 });
  const before = JSON.stringify(request);
  gives(request, "unsupported_dimensions /width", "not_allowed /safety/mode", "unknown_field /x");
  assert.equal(JSON.stringify(request), before);
  const writes = [];
  const forbidden = (target, key) => writes.push(String(key));
  const watched = new Proxy({ ...image(), width: 512, x: 1 }, { set: forbidden, deleteProperty: forbidden, defineProperty: forbidden }); // prettier-ignore
  verdict(watched);
  assert.deepEqual(writes, []);
});

test("very deep and circular values", () => {
  let deep = [];
  for (let i = 0; i < 200_000; i++) deep = i % 2 ? { deep } : [deep];
  gives({ ...image(), x: deep }, "unknown_field /x");
  gives({ ...image(), positivePrompt: deep }, "wrong_type /positivePrompt");
  assert.equal(verdict({ ...image(), safety: deep }).length > 0, true);
  const circular = image();
  circular.safety = circular;
  assert.equal(verdict(circular).includes("unknown_field /safety/model"), true);
  const broad = {};
  for (let i = 0; i < 40; i++) broad[`k${i}`] = broad;
  assert.equal(verdict({ ...image(), safety: broad }).length, 40);
});

/** Runs with something that all objects inherit, then takes it away. */
function polluted(entries, enumerable, check) {
  for (const [key, value] of Object.entries(entries)) {
    Object.defineProperty(Object.prototype, key, { value, enumerable, configurable: true, writable: true });
  }
  try {
    return check();
  } finally {
    for (const key of Object.keys(entries)) delete Object.prototype[key];
  }
}

for (const enumerable of [true, false]) {
  test(`what all objects inherit is not part of a request (${enumerable ? "" : "not "}enumerable)`, () => {
    const { width, height, ...bare } = image();
    const cases = [
      [image(), []],
      [bare, ["missing_field /width", "missing_field /height"]],
      [{ ...bare, height }, ["missing_field /width"]],
      [{ ...image(), safety: {} }, []],
      [{ ...image(), providerSettings: { openai: {} } }, []],
      [{ ...video(), width: 1280 }, ["unpaired_dimensions /height"]],
      [video(), []],
      [{ ...video(), frameImages: [{}] }, ["missing_field /frameImages/0/inputImage"]],
    ];
    const before = cases.map(([request]) => verdict(request));
    assert.deepEqual(before, cases.map(([, expected]) => expected)); // prettier-ignore
    const added = { width: 1024, height: 1024, ttl: -1, style: "loud", mode: "x", inputImage: "a", duration: 8, x: 1 };
    const found = polluted(added, enumerable, () =>
      cases.map(([request]) => {
        const said = violations(request);
        assert.equal(isValid(request, lenient), violations(request, lenient).length === 0);
        return [isValid(request), said.map(({ code, path }) => `${code} ${path}`)];
      }),
    );
    for (const [i, [valid, codes]] of found.entries()) {
      assert.deepEqual(codes, before[i]);
      assert.equal(valid, codes.length === 0, `request ${i}`);
    }
    assert.deepEqual(
      cases.map(([request]) => verdict(request)),
      before,
    );
  });
}
