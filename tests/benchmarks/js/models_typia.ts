// The models as typia wants them: types, which its transformer turns into functions.
import typia, { type tags } from "typia";

type Text = string & tags.MinLength<1>;
type Uuid = string & tags.Pattern<"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$">;
type Prompt<Longest extends number> = string & tags.MinLength<1> & tags.MaxLength<Longest>;
type Between<Least extends number, Most extends number> = number &
  tags.Type<"int64"> &
  tags.Minimum<Least> &
  tags.Maximum<Most>;

interface Safety {
  checkContent?: boolean;
  mode?: "none" | "fast" | "full";
}
interface Settings<Listed> {
  openai?: Listed;
}
interface Nothing {}
interface Frame {
  inputImage: Text;
  frame?: "first" | 0;
}
interface Shared<Model extends string, Listed> {
  taskUUID: Uuid;
  model: Model;
  outputQuality?: Between<20, 99>;
  webhookURL?: Text;
  deliveryMethod?: "sync" | "async";
  uploadEndpoint?: Text;
  safety?: Safety;
  ttl?: Between<60, 9007199254740991>;
  includeCost?: boolean;
  providerSettings?: Settings<Listed>;
}
interface Image<Model extends string, Longest extends number, Listed> extends Shared<Model, Listed> {
  taskType: "imageInference";
  positivePrompt: Prompt<Longest>;
  width: number & tags.Type<"int64">;
  height: number & tags.Type<"int64">;
  outputType?: "base64Data" | "dataURI" | "URL";
  outputFormat?: "JPG" | "PNG" | "WEBP";
  numberResults?: Between<1, 20>;
}
interface Video<Model extends string> extends Shared<Model, Nothing> {
  taskType: "videoInference";
  positivePrompt: Prompt<4000>;
  duration: 4 | 8 | 12;
  width?: number & tags.Type<"int64">;
  height?: number & tags.Type<"int64">;
  frameImages?: (Text | Frame)[] & tags.MinItems<1> & tags.MaxItems<1>;
  outputType?: "URL";
  outputFormat?: "MP4" | "WEBM";
  numberResults?: Between<1, 4>;
}
interface DallE3Settings {
  quality?: "hd" | "standard";
  style?: "vivid" | "natural";
}
interface GptImage1Settings {
  quality?: "auto" | "high" | "medium" | "low";
  background?: "transparent" | "opaque";
}
type DallE2 = Image<"openai:2@2", 1000, Nothing>;
type DallE3 = Image<"openai:2@3", 4000, DallE3Settings>;
type GptImage1 = Image<"openai:1@1", 32000, GptImage1Settings>;

export const equals = {
  "openai:2@2": typia.createEquals<DallE2>(),
  "openai:2@3": typia.createEquals<DallE3>(),
  "openai:1@1": typia.createEquals<GptImage1>(),
  "openai:3@1": typia.createEquals<Video<"openai:3@1">>(),
  "openai:3@2": typia.createEquals<Video<"openai:3@2">>(),
};
export const explained = {
  "openai:2@2": typia.createValidateEquals<DallE2>(),
  "openai:2@3": typia.createValidateEquals<DallE3>(),
  "openai:1@1": typia.createValidateEquals<GptImage1>(),
  "openai:3@1": typia.createValidateEquals<Video<"openai:3@1">>(),
  "openai:3@2": typia.createValidateEquals<Video<"openai:3@2">>(),
};
