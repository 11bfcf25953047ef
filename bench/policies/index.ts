import { accessDocument } from "./access-document.ts";
import { bucket } from "./bucket.ts";
import { pod } from "./pod.ts";
import type { Shape } from "./shape.ts";
import { tagsAndWindow } from "./tags-and-window.ts";
import { toolCall } from "./tool-call.ts";

/** The five policies of the benchmark. */
export const SHAPES: readonly Shape[] = [toolCall, bucket, pod, accessDocument, tagsAndWindow];
