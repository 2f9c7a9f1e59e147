// What the peers' models share: the fastest pattern of a UUID known to us, and the pairs that few of them can express.
const hex = (count) => "[0-9a-fA-F]".repeat(count);

export const UUID = `^${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}$`;
export const UUID_REGEX = new RegExp(UUID);
export const MOST = Number.MAX_SAFE_INTEGER;

const image = (longest, settings) => ({ task: "imageInference", longest, settings, images: 20 });
const video = { task: "videoInference", longest: 4000, settings: {}, images: 4 };

// By model: what differs between them, and whether a request has one of the sizes.
export const MODELS = {
  "openai:2@2": {
    ...image(1000, {}),
    size: ({ width: w, height: h }) => w === h && (w === 256 || w === 512 || w === 1024),
  },
  "openai:2@3": {
    ...image(4000, { quality: ["hd", "standard"], style: ["vivid", "natural"] }),
    size: ({ width: w, height: h }) => (w === 1024 && (h === 1024 || h === 1792)) || (w === 1792 && h === 1024),
  },
  "openai:1@1": {
    ...image(32000, { quality: ["auto", "high", "medium", "low"], background: ["transparent", "opaque"] }),
    size: ({ width: w, height: h }) => (w === 1024 && (h === 1024 || h === 1536)) || (w === 1536 && h === 1024),
  },
  "openai:3@1": {
    ...video,
    size: ({ width: w, height: h }) =>
      (w === 1280 && h === 720) || (w === 720 && h === 1280) || (w === undefined && h === undefined),
  },
  "openai:3@2": {
    ...video,
    size: ({ width: w, height: h }) =>
      (w === 1280 && h === 720) ||
      (w === 720 && h === 1280) ||
      (w === 1792 && h === 1024) ||
      (w === 1024 && h === 1792) ||
      (w === undefined && h === undefined),
  },
};

export const WRONG_SIZE = "not a supported size";
export const NO_MODEL = "unknown model";
