"""What type checkers say of the typed functions. A marked line is an error, and no other line is."""

from __future__ import annotations

from pathlib import Path

from runware_openai import dall_e_2, dall_e_3, gpt_image_1, is_valid, sora_2, sora_2_pro, validate, violations
from runware_openai.models.dall_e_3 import DallE3Request
from runware_openai.models.gpt_image_1 import GptImage1Request, GptImage1Safety
from runware_openai.models.sora_2 import Sora2FrameImages, Sora2Request

UUID = "24cd5dff-cb81-4db5-8506-b72a9425f9d1"

one: DallE3Request = dall_e_3("A city", size="1792x1024", quality="hd", style="vivid", task_uuid=UUID)
two = dall_e_2("A lake", size="1024x1024", number_results=2, include_cost=True)
three: GptImage1Request = gpt_image_1("A watch", size="1536x1024", quality="high", background="opaque")
four: Sora2Request = sora_2("A street", duration=8, size="1280x720")
five = sora_2_pro("A coast", duration=12, size="1792x1024", frame_images=["c64351d5-4c59-42f7-95e1-eace013eddab"])

safety: GptImage1Safety = {"mode": "fast"}
gpt_image_1("A watch", size="1024x1024", safety=safety, output_type="base64Data", output_format="PNG", ttl=60)
gpt_image_1("A watch", size="1024x1024", safety={"checkContent": True}, webhook_url="https://example.com")
gpt_image_1("A watch", size="1024x1024", quality=None, task_uuid=None)

frame: Sora2FrameImages = {"inputImage": "a-uuid", "frame": "first"}
sora_2("A street", duration=4, frame_images=[frame])
sora_2("A street", duration=4, frame_images=[{"inputImage": "a-uuid", "frame": 0}])
sora_2("A street", duration=4, frame_images=(Path("a.png"), b"bytes", "a-uuid"))
with open("a.png", "rb") as file:
    sora_2("A street", duration=4, frame_images=[file])

prompt: str = one["positivePrompt"]
width: int = three["width"]
duration: int = four["duration"]
valid: bool = is_valid(one)
messages: list[str] = [found.message for found in violations(two)]
validate(five)

dall_e_3("A city", size="1792x720")  # expect: error
dall_e_2("A lake", size="1792x1024")  # expect: error
sora_2("A street", duration=4, size="1792x1024")  # expect: error
gpt_image_1("A watch", size=(1024, 1024))  # expect: error
gpt_image_1("A watch", size="1024x1024", qualty="high")  # expect: error
gpt_image_1("A watch", size="1024x1024", style="vivid")  # expect: error
dall_e_3("A city", size="1024x1024", background="opaque")  # expect: error
dall_e_2("A lake", size="256x256", quality="hd")  # expect: error
sora_2("A street", duration=5)  # expect: error
sora_2("A street", duration="8")  # expect: error
sora_2("A street", duration=8.5)  # expect: error
gpt_image_1("A watch", width=1024, height=1024)  # expect: error
sora_2("A street", duration=8, width=1280, height=720)  # expect: error
gpt_image_1("A watch", size="1024x1024", quality="hd")  # expect: error
gpt_image_1("A watch", size="1024x1024", quality="High")  # expect: error
gpt_image_1("A watch", size="1024x1024", output_format="png")  # expect: error
gpt_image_1("A watch", size="1024x1024", safety={"mode": "slow"})  # expect: error
gpt_image_1("A watch", size="1024x1024", safety={"moed": "fast"})  # expect: error
sora_2("A street", duration=4, output_type="dataURI")  # expect: error
sora_2("A street", duration=4, frame_images=[{"inputImage": "a-uuid", "frame": "last"}])  # expect: error
sora_2("A street", duration=4, frame_images=[{"frame": "first"}])  # expect: error
sora_2("A street", duration=4, frame_images=[1])  # expect: error
gpt_image_1("A watch")  # expect: error
sora_2("A street")  # expect: error
gpt_image_1(size="1024x1024")  # expect: error
gpt_image_1("A watch", "1024x1024")  # expect: error
gpt_image_1(positive_prompt="A watch", size="1024x1024")  # expect: error
gpt_image_1(None, size="1024x1024")  # expect: error
gpt_image_1("A watch", size="1024x1024", number_results="2")  # expect: error
wrong_request: DallE3Request = gpt_image_1("A watch", size="1024x1024")  # expect: error
missing: GptImage1Request = {"taskType": "imageInference", "model": "openai:1@1"}  # expect: error
unknown = one["seed"]  # expect: error
three["width"] = "1024"  # expect: error
four["duration"] = 5  # expect: error
one["model"] = "openai:1@1"  # expect: error
