// valibot: strict objects in a variant; the size is a check.
import * as v from "valibot";

import { MODELS, MOST, UUID_REGEX, WRONG_SIZE } from "./rules.mjs";

const text = v.pipe(v.string(), v.minLength(1));
const between = (least, most) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const maybe = (schema) => v.exactOptional(schema);

function object(model, { task, longest, settings, images, size }) {
  const isVideo = task === "videoInference";
  const integer = v.pipe(v.number(), v.safeInteger());
  const side = isVideo ? maybe(integer) : integer;
  const listed = Object.entries(settings).map(([name, allowed]) => [name, maybe(v.picklist(allowed))]);
  const frame = v.strictObject({ inputImage: text, frame: maybe(v.picklist(["first", 0])) });
  return v.pipe(
    v.strictObject({
      taskType: v.literal(task),
      taskUUID: v.pipe(v.string(), v.regex(UUID_REGEX)),
      model: v.literal(model),
      positivePrompt: v.pipe(v.string(), v.minLength(1), v.maxCodePoints(longest)),
      ...(isVideo ? { duration: v.picklist([4, 8, 12]) } : {}),
      width: side,
      height: side,
      ...(isVideo ? { frameImages: maybe(v.pipe(v.array(v.union([text, frame])), v.length(1))) } : {}),
      outputType: maybe(v.picklist(isVideo ? ["URL"] : ["base64Data", "dataURI", "URL"])),
      outputFormat: maybe(v.picklist(isVideo ? ["MP4", "WEBM"] : ["JPG", "PNG", "WEBP"])),
      outputQuality: maybe(between(20, 99)),
      webhookURL: maybe(text),
      deliveryMethod: maybe(v.picklist(["sync", "async"])),
      uploadEndpoint: maybe(text),
      safety: maybe(
        v.strictObject({ checkContent: maybe(v.boolean()), mode: maybe(v.picklist(["none", "fast", "full"])) }),
      ),
      ttl: maybe(between(60, MOST)),
      includeCost: maybe(v.boolean()),
      numberResults: maybe(between(1, images)),
      providerSettings: maybe(v.strictObject({ openai: maybe(v.strictObject(Object.fromEntries(listed))) })),
    }),
    v.forward(v.check(size, WRONG_SIZE), ["width"]),
  );
}

const schema = v.variant(
  "model",
  Object.entries(MODELS).map(([model, rules]) => object(model, rules)),
);

export const accepts = (request) => v.is(schema, request);

export function faults(request, tell) {
  const answer = v.safeParse(schema, request);
  if (!answer.success) for (const issue of answer.issues) tell(issue.path, issue.message);
}
