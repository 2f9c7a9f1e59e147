"""A provider page of a maker that the specs do not know, with most of what such pages say."""

from __future__ import annotations

BRUSH = """---
title: Acme
source_url: https://acme.example/docs/providers/acme
fetched_at: 2026-01-02 10:00:00
---

## [Video models](#video-models)

`providerSettings` » `acme` [acme](https://acme.example/docs#settings) object
:   Settings of all brushes.

      View example

    ```
    "providerSettings": {
      "acme": {
        "brushWidth": 3,
        "mood": "calm"
      }
    }
    ```

    `providerSettings` » `acme` » `brushwidth` [brushwidth](https://acme.example/docs#width) integer Min: 1 Max: 9 Default: 3
    :   How wide the brush is.

    `providerSettings` » `acme` » `mood` [mood](https://acme.example/docs#mood) string Default: calm
    :   The mood of the picture.

        **Available values:**

        - `calm`: Nothing moves much.
        - `wild`: Everything moves.

        Mood selection is only supported for text-to-video generation.

### [Brush 1](#brush-1)

Paints moving pictures.

**Model AIR ID**: `acme:brush@1`.

**Supported workflows**: Text-to-video, image-to-video, reference-to-video.

**Technical specifications**:

- Positive prompt: 2-500 characters (required for text-to-video, optional for image-to-video).
- Supported dimensions:
  - **720p**: 1280×720 (16:9), 720×720 (1:1).
  - **1080p**: 1920×1080 (16:9).
- Frame rate: 30 FPS (text-to-video), 24 FPS (image-to-video).
- Duration: 4 seconds (all resolutions), 8 seconds (720p only).
- CFG Scale: 0.5-1.5 (default: 1).
- Frame images: Supports first and last frame for `frameImages`.
- Reference images: Supports `referenceImages` with 3 images.
- Combined limit: Reference images + brush width cannot exceed 9 total.
- Input image requirements: Width and height between 300-2048 pixels, 10MB file size limit, JPG or PNG.
- Temporal grain: 3 of 5.

When using `referenceImages`, only 16:9 aspect ratio (1280×720) and 4-second duration are supported. Reference images cannot be used together with frame images.

**Provider-specific settings**:

Parameters supported: [`brushWidth`](/docs#a), [`mood`](/docs#b).

First steps

```
{
  "taskType": "videoInference",
  "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1",
  "model": "acme:brush@1",
  "positivePrompt": "A hill",
  "duration": 4,
  "width": 1280,
  "height": 720
  "providerSettings": {"acme": {"brushWidth": 4}}
}
```

Too wide

```
{
  "taskType": "videoInference",
  "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1",
  "model": "acme:brush@1",
  "positivePrompt": "A hill",
  "duration": 4,
  "width": 1281,
  "height": 720,
  "providerSettings": {"acme": {"brushWidth": 12}},
}
```

From a frame

```
{
  "taskType": "videoInference",
  "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1",
  "model": "acme:brush@1",
  "frameImages": ["c64351d5-4c59-42f7-95e1-eace013eddab"],
  "seed": 7,
  "duration": 8,
  "width": 1280,
  "height": 720
}
```
"""
