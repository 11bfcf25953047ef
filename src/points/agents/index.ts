export type { Act, Cost, Surface } from "./act.ts";
export { costOfCall } from "./cost.ts";
export { Governor } from "./governor.ts";
export type {
  Budgets,
  GovernorPorts,
  History,
  Holds,
  Objection,
  Recollection,
  Register,
  Reservation,
  Reserved,
  Running,
  Stops,
} from "./ports.ts";
export type { Asked, PatchOperation, Repair, Ruling, Settlement } from "./ruling.ts";
export { modelEffect, type ModelTarget } from "./model-effect.ts";
export { actSubject } from "./subject.ts";
export { toolEffect, type ToolTarget } from "./tool-effect.ts";
