import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { member } from "../json/index.ts";

const MATRIX = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/;

/**
 * The labels of the machines that a job may run on. A label that the job's own matrix gives is followed; any other expression is not known.
 */
export function runnersOf(job: ValueObject): Value {
  const runsOn = member(job, "runs-on");
  const labels = isObject(runsOn) ? member(runsOn, "labels") : runsOn;
  const texts = (isList(labels) ? labels : [labels ?? null]).flatMap((label) =>
    resolve(label, member(job, "strategy")),
  );
  const unknown = texts.find((text) => text instanceof Unknown);
  return unknown ?? texts.filter((text) => text !== null);
}

function resolve(label: Value, strategy: Value | undefined): readonly Value[] {
  if (typeof label !== "string" || !label.includes("${{")) return [label];
  const name = MATRIX.exec(label.trim())?.[1];
  const values = name === undefined ? undefined : matrixValues(member(strategy, "matrix"), name);
  return values ?? [new Unknown([{ reason: "not-observed", path: "runs-on" }])];
}

/** All values of one key of a matrix; undefined when any of them is an expression. */
function matrixValues(matrix: Value | undefined, name: string): readonly Value[] | undefined {
  const own = member(matrix, name);
  const included = member(matrix, "include");
  if ((own !== undefined && !isList(own)) || (included !== undefined && !isList(included))) return undefined;
  const values = [...(own ?? []), ...(included ?? []).map((entry) => member(entry, name) ?? null)].flatMap((value) =>
    isList(value) ? value : [value],
  );
  const known = values.filter((value) => value !== null);
  return known.length > 0 && known.every((value) => typeof value === "string" && !value.includes("${{"))
    ? known
    : undefined;
}
