import type { Path } from "#core/model";
import type { TemplateProblem } from "./declarations.ts";

/** Makes a problem of a mistake that CloudFormation would refuse. */
export function asProblem(mistake: Omit<TemplateProblem, "severity" | "unresolved">): TemplateProblem {
  return { ...mistake, severity: "error", unresolved: true };
}

/** Resources that are left out because their condition does not hold. */
export function leftOut(ids: readonly string[]): TemplateProblem {
  const named = ids.slice(0, 10).map((id) => `\`${id.slice(0, 255)}\``);
  const more = ids.length > 10 ? ` and ${ids.length - 10} more` : "";
  return {
    code: "condition-not-met",
    severity: "warning",
    message: `${named.join(", ")}${more} ${ids.length === 1 ? "is" : "are"} not judged, because with the values of the parameters the condition does not hold`,
    hint: "Hand in the values that it is deployed with by `--parameters <file>`, if they are others",
    path: ["Resources", ids[0] ?? ""],
    unresolved: false,
  };
}

/** An evaluation that was broken off. */
export function exhausted(): TemplateProblem {
  return {
    code: "too-much-work",
    severity: "error",
    message: "its functions and loops take too many steps, so that some of its values are not known",
    hint: "Split the template; what CloudFormation takes is evaluated in far fewer",
    path: [],
    unresolved: true,
  };
}

/** Resources that need one another. */
export function circleProblem(circle: readonly string[], path: Path): TemplateProblem {
  const named = circle.slice(0, 10).map((id) => `\`${id.slice(0, 255)}\``);
  const message =
    circle.length === 1
      ? `${named[0] ?? ""} refers to itself`
      : `${named.join(", ")}${circle.length > 10 ? " and others" : ""} need one another, so that none of them can be made first`;
  const hint = "Break the circle, for example with a resource of its own for what joins them";
  return { code: "circular-reference", severity: "error", message, hint, path, unresolved: true };
}
