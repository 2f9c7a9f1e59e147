// zod: strict objects in a discriminated union; the size is a refinement.
import * as z from "zod";

import { MODELS, MOST, UUID_REGEX, WRONG_SIZE } from "./rules.mjs";

const text = z.string().min(1);

function object(model, { task, longest, settings, images, size }) {
  const isVideo = task === "videoInference";
  const side = isVideo ? z.int().optional() : z.int();
  const listed = Object.entries(settings).map(([name, allowed]) => [name, z.enum(allowed).optional()]);
  const frame = z.strictObject({ inputImage: text, frame: z.literal(["first", 0]).optional() });
  return z
    .strictObject({
      taskType: z.literal(task),
      taskUUID: z.string().regex(UUID_REGEX),
      model: z.literal(model),
      positivePrompt: z.string().min(1).max(longest),
      ...(isVideo ? { duration: z.literal([4, 8, 12]) } : {}),
      width: side,
      height: side,
      ...(isVideo
        ? {
            frameImages: z
              .array(z.union([text, frame]))
              .length(1)
              .optional(),
          }
        : {}),
      outputType: z.enum(isVideo ? ["URL"] : ["base64Data", "dataURI", "URL"]).optional(),
      outputFormat: z.enum(isVideo ? ["MP4", "WEBM"] : ["JPG", "PNG", "WEBP"]).optional(),
      outputQuality: z.int().min(20).max(99).optional(),
      webhookURL: text.optional(),
      deliveryMethod: z.enum(["sync", "async"]).optional(),
      uploadEndpoint: text.optional(),
      safety: z
        .strictObject({ checkContent: z.boolean().optional(), mode: z.enum(["none", "fast", "full"]).optional() })
        .optional(),
      ttl: z.int().min(60).max(MOST).optional(),
      includeCost: z.boolean().optional(),
      numberResults: z.int().min(1).max(images).optional(),
      providerSettings: z.strictObject({ openai: z.strictObject(Object.fromEntries(listed)).optional() }).optional(),
    })
    .refine(size, { path: ["width"], error: WRONG_SIZE });
}

export const schema = z.discriminatedUnion(
  "model",
  Object.entries(MODELS).map(([model, rules]) => object(model, rules)),
);
