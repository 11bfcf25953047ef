import { CelError, Unknown, type Value } from "../../values/index.ts";
import { invalidArgument, quoted } from "../failure.ts";
import { tooLong } from "../limits.ts";
import { formatClause, type Clause } from "./format-clause.ts";

const CLAUSE = /%(?:%|(?:\.(\d+))?([a-zA-Z]))/y;
const VERBS = "sdfebxXo";
const DEFAULT_PRECISION = 6;
const MAX_PRECISION = 1000;

/**
 * Fills the clauses of a text with the values of a list: `%s %d %f %e %b %x %X %o`, with a precision as in `%.3f`, and `%%` for a percent sign. Unknown when
 * a value that is shown is unknown. Source: cel-go, `ext/formatting_v2.go`.
 */
export function format(template: string, values: readonly Value[]): Value {
  let result = "";
  let used = 0;
  for (let at = 0; at < template.length;) {
    const start = template.indexOf("%", at);
    if (start < 0) return result + template.slice(at);
    result += template.slice(at, start);
    const clause = clauseAt(template, start);
    if (clause instanceof CelError) return clause;
    const shown = clause === PERCENT ? "%" : show(clause, values, used++);
    if (typeof shown !== "string") return shown;
    result += shown;
    const problem = tooLong(result.length);
    if (problem) return problem;
    at = CLAUSE.lastIndex;
  }
  return result;
}

const PERCENT: Clause = { verb: "%", precision: 0 };

function clauseAt(template: string, start: number): Clause | CelError {
  CLAUSE.lastIndex = start;
  const match = CLAUSE.exec(template);
  if (match?.[0] === "%%") return PERCENT;
  const verb = match?.[2];
  if (verb === undefined)
    return invalidArgument(`The clause ${quoted(template.slice(start, start + 10))} of the format is not complete`);
  if (!VERBS.includes(verb))
    return invalidArgument(`The format has the clause \`%${verb}\`, which is none of %s %d %f %e %b %x %X %o`);
  const precision = Number(match?.[1] ?? DEFAULT_PRECISION);
  return precision > MAX_PRECISION
    ? invalidArgument(`The precision ${precision} is more than ${MAX_PRECISION}`)
    : { verb, precision };
}

function show(clause: Clause, values: readonly Value[], at: number): string | CelError | Unknown {
  const value = values[at];
  if (value !== undefined) return formatClause(clause, value);
  return invalidArgument(`The format asks for value ${at + 1}, but there are only ${values.length}`);
}
