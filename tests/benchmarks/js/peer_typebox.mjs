// TypeBox: one compiled type per model, chosen by the request's `model`; the size is a function, since a union of
// objects per size is slower.
import { Type } from "@sinclair/typebox";
import { TypeCompiler } from "@sinclair/typebox/compiler";

import { MODELS, MOST, NO_MODEL, UUID, WRONG_SIZE } from "./rules.mjs";

const closed = (fields) => Type.Object(fields, { additionalProperties: false });
const words = (...allowed) => Type.Union(allowed.map((word) => Type.Literal(word)));
const maybe = (type) => Type.Optional(type);
const text = Type.String({ minLength: 1 });

function type(model, { task, longest, settings, images }) {
  const isVideo = task === "videoInference";
  const side = isVideo ? maybe(Type.Integer()) : Type.Integer();
  const listed = Object.entries(settings).map(([name, allowed]) => [name, maybe(words(...allowed))]);
  const frame = closed({ inputImage: text, frame: maybe(Type.Union([Type.Literal("first"), Type.Literal(0)])) });
  return closed({
    taskType: Type.Literal(task),
    taskUUID: Type.String({ pattern: UUID }),
    model: Type.Literal(model),
    positivePrompt: Type.String({ minLength: 1, maxLength: longest }),
    ...(isVideo ? { duration: Type.Union([Type.Literal(4), Type.Literal(8), Type.Literal(12)]) } : {}),
    width: side,
    height: side,
    ...(isVideo ? { frameImages: maybe(Type.Array(Type.Union([text, frame]), { minItems: 1, maxItems: 1 })) } : {}),
    outputType: maybe(isVideo ? Type.Literal("URL") : words("base64Data", "dataURI", "URL")),
    outputFormat: maybe(isVideo ? words("MP4", "WEBM") : words("JPG", "PNG", "WEBP")),
    outputQuality: maybe(Type.Integer({ minimum: 20, maximum: 99 })),
    webhookURL: maybe(text),
    deliveryMethod: maybe(words("sync", "async")),
    uploadEndpoint: maybe(text),
    safety: maybe(closed({ checkContent: maybe(Type.Boolean()), mode: maybe(words("none", "fast", "full")) })),
    ttl: maybe(Type.Integer({ minimum: 60, maximum: MOST })),
    includeCost: maybe(Type.Boolean()),
    numberResults: maybe(Type.Integer({ minimum: 1, maximum: images })),
    providerSettings: maybe(closed({ openai: maybe(closed(Object.fromEntries(listed))) })),
  });
}

const table = Object.fromEntries(
  Object.entries(MODELS).map(([model, rules]) => [
    model,
    { compiled: TypeCompiler.Compile(type(model, rules)), size: rules.size },
  ]),
);

export function accepts(request) {
  const found = table[request.model];
  return found !== undefined && found.compiled.Check(request) && found.size(request);
}

export function faults(request, tell) {
  const found = table[request.model];
  if (found === undefined) return tell("/model", NO_MODEL);
  for (const error of found.compiled.Errors(request)) tell(error.path, error.message);
  if (!found.size(request)) tell("/width", WRONG_SIZE);
}
