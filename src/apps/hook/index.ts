export { CANARY_EVENTS, DENIED, NOT_GOVERNED } from "./canary.ts";
export { hook, HOOK_USAGE, type HookWorld } from "./hook.ts";
export { main } from "./main.ts";
