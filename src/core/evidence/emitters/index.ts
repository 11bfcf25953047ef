export {
  digestOf,
  emit,
  emitGap,
  emitterAfter,
  newEmitter,
  type Draft,
  type Emitted,
  type Emitter,
  type Stamp,
} from "./emitter.ts";
export {
  HEARTBEAT_SECONDS,
  watchEmitters,
  type EmitterFinding,
  type EmitterSummary,
  type EmitterWatch,
} from "./watch.ts";
