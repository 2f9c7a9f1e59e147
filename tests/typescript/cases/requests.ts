/** Requests written as objects: what a type checker refuses. Every line that is marked is an error, and no other. */

import type {
  DallE2Request,
  DallE3Request,
  GptImage1Request,
  Request,
  Sora2ProRequest,
  Sora2Request,
} from "runware-openai";

const taskUUID = "24cd5dff-cb81-4db5-8506-b72a9425f9d1";
const image = { taskType: "imageInference", taskUUID, positivePrompt: "A lighthouse" } as const;
const video = { taskType: "videoInference", taskUUID, positivePrompt: "A lighthouse" } as const;
const square = { width: 1024, height: 1024 } as const;
const settings = { openai: { quality: "hd" } } as const;

export const fine: Request[] = [
  { ...image, model: "openai:2@2", width: 256, height: 256 },
  { ...image, model: "openai:2@3", width: 1792, height: 1024, providerSettings: { openai: { style: "vivid" } } },
  { ...image, model: "openai:1@1", width: 1024, height: 1536, providerSettings: { openai: { quality: "low" } } },
  { ...video, model: "openai:3@1", duration: 8 },
  { ...video, model: "openai:3@1", duration: 4, width: 1280, height: 720, frameImages: ["a"] },
  { ...video, model: "openai:3@2", duration: 12, frameImages: [{ inputImage: "a", frame: 0 }] },
];

export const pair: DallE3Request = { ...image, model: "openai:2@3", width: 1792, height: 1792 }; // expect: error
export const side: DallE3Request = { ...image, model: "openai:2@3", width: 512, height: 512 }; // expect: error
export const other: GptImage1Request = { ...image, model: "openai:1@1", width: 1792, height: 1024 }; // expect: error
export const none: DallE2Request = { ...image, model: "openai:2@2" }; // expect: error
export const half: Sora2Request = { ...video, model: "openai:3@1", duration: 8, width: 1280 }; // expect: error
export const tall: Sora2Request = { ...video, model: "openai:3@1", duration: 8, height: 720 }; // expect: error
export const larger: Sora2Request = { ...video, model: "openai:3@1", duration: 8, width: 1792, height: 1024 }; // expect: error
export const pro: Sora2ProRequest = { ...video, model: "openai:3@2", duration: 8, width: 1792, height: 1024 };

export const model: DallE3Request = { ...image, ...square, model: "openai:2@2" }; // expect: error
export const nobody: Request = { ...image, ...square, model: "openai:9@9" }; // expect: error
export const task: DallE3Request = { ...image, ...square, taskType: "videoInference", model: "openai:2@3" }; // expect: error
export const seconds: Sora2Request = { ...video, model: "openai:3@1", duration: 5 }; // expect: error
export const noSeconds: Sora2Request = { ...video, model: "openai:3@1" }; // expect: error
export const noPrompt: DallE3Request = { taskType: "imageInference", taskUUID, model: "openai:2@3", ...square }; // expect: error
export const noTask: DallE3Request = { taskType: "imageInference", positivePrompt: "", model: "openai:2@3", ...square }; // expect: error
export const unset: DallE3Request = { ...image, ...square, model: "openai:2@3", ttl: undefined }; // expect: error
export const text: DallE3Request = { ...image, ...square, model: "openai:2@3", ttl: "60" }; // expect: error
export const nothing: DallE3Request = { ...image, ...square, model: "openai:2@3", ttl: null }; // expect: error

export const unknownKey: DallE3Request = { ...image, ...square, model: "openai:2@3", styel: "vivid" }; // expect: error
export const seed: DallE3Request = { ...image, ...square, model: "openai:2@3", seed: 1 }; // expect: error
export const wrongCase: DallE3Request = { ...image, ...square, model: "openai:2@3", outputFormat: "png" }; // expect: error
export const noSettings: DallE2Request = { ...image, ...square, model: "openai:2@2", providerSettings: settings }; // expect: error
export const style: GptImage1Request = {
  ...image,
  ...square,
  model: "openai:1@1",
  providerSettings: { openai: { style: "vivid" } }, // expect: error
};
export const misspelt: DallE3Request = {
  ...image,
  ...square,
  model: "openai:2@3",
  providerSettings: { openai: { qualty: "hd" } }, // expect: error
};
export const provider: DallE3Request = {
  ...image,
  ...square,
  model: "openai:2@3",
  providerSettings: { openia: { quality: "hd" } }, // expect: error
};
export const frame: Sora2Request = {
  ...video,
  model: "openai:3@1",
  duration: 8,
  frameImages: [{ inputImage: "a", frame: "last" }], // expect: error
};

/** Some of all requests: there may be models that this file does not know. */
export type Known = Extract<Request, DallE2Request | DallE3Request | GptImage1Request | Sora2Request | Sora2ProRequest>;

/** `model` tells the requests apart. */
export function told(request: Known): number | string | undefined {
  switch (request.model) {
    case "openai:2@2":
      return request.width;
    case "openai:2@3": {
      const side: 1024 | 1792 = request.width;
      const style: "vivid" | "natural" | undefined = request.providerSettings?.openai?.style;
      return style ?? side;
    }
    case "openai:1@1":
      return request.providerSettings?.openai?.style; // expect: error
    case "openai:3@1": {
      const seconds: 4 | 8 | 12 = request.duration;
      return seconds;
    }
    case "openai:3@2":
      return request.duration;
    default: {
      const impossible: never = request;
      return impossible;
    }
  }
}

export function untold(request: Request): number {
  return request.duration; // expect: error
}

export function paired(request: DallE3Request): 1024 {
  if (request.width === 1792) return request.height;
  return request.height; // expect: error
}
