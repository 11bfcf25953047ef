import {
  INSPECTION_ACTIONS,
  type InspectionAction,
  type InspectionActions,
  type InspectionSettings,
} from "#core/documents";
import { MARKINGS, type Marking } from "../detectors/markings.ts";
import { INSPECTION_RULES } from "../inspector.ts";

/** How answers are inspected, and what is done about what they hold. */
export interface InspectionPolicy {
  readonly markings: readonly Marking[];
  /** Detectors whose findings do not count. */
  readonly ignore: readonly string[];
  /** By label; `label` for any other. */
  readonly actions: InspectionActions;
}

/** What one place says of inspection; what it does not say it leaves to the others. */
export interface StatedInspection {
  /** Beside those that are known. */
  readonly markings: readonly Marking[];
  /** Null where it does not say. */
  readonly ignore: readonly string[] | null;
  readonly actions: InspectionActions;
}

/** What becomes of answers of servers of tools where nobody says otherwise: an agent needs neither their secrets nor what speaks to it in place of its user. */
export const TOOL_ACTIONS: InspectionActions = { secret: "redact", injection: "redact" };

/** What documents say of the answers of servers of tools; null for a bundle without settings. */
export function statedOfTools(settings: InspectionSettings | null): StatedInspection {
  return statedBy(settings, settings?.actions ?? {});
}

/** What documents say of the answers of models. */
export function statedOfModels(settings: InspectionSettings | null): StatedInspection {
  return statedBy(settings, settings?.models.actions ?? {});
}

function statedBy(settings: InspectionSettings | null, actions: InspectionActions): StatedInspection {
  const markings = Object.entries(settings?.markings ?? {}).map(([label, phrases]) => ({ label, phrases }));
  return { markings, ignore: settings?.ignore ?? null, actions };
}

/**
 * The policy that several places make together: whatever one of them looks for is looked for, and of several actions the strictest is taken. What none of them
 * says is as in `unless`.
 */
export function inspectionPolicy(stated: readonly StatedInspection[], unless: InspectionActions): InspectionPolicy {
  const ignored = stated.flatMap(({ ignore }) => (ignore === null ? [] : [ignore]));
  const [first = INSPECTION_RULES.ignore] = ignored;
  const labels = new Set(stated.flatMap(({ actions }) => Object.keys(actions)));
  const strictest = [...labels].map((label) => [label, strictestOf(label, stated)] as const);
  return {
    markings: [...MARKINGS, ...stated.flatMap(({ markings }) => markings)],
    ignore: first.filter((detector) => ignored.every((one) => one.includes(detector))),
    actions: { ...unless, ...Object.fromEntries(strictest) },
  };
}

function strictestOf(label: string, stated: readonly StatedInspection[]): InspectionAction {
  const ranks = stated
    .filter(({ actions }) => Object.hasOwn(actions, label))
    .map(({ actions }) => INSPECTION_ACTIONS.indexOf(actions[label] ?? "block"));
  return INSPECTION_ACTIONS[Math.max(...ranks)] ?? "block";
}
