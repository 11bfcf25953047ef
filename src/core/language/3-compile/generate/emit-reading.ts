import type { Overload } from "../../functions/declaration.ts";
import type { CallNode, FieldNode, Node } from "../ir/node.ts";
import { LONG_TEXT } from "../runtime/meter.ts";
import type { Value } from "../../values/index.ts";
import type { Atom, Emitter } from "./emitter.ts";
import { quote } from "./quote.ts";
import { INHERITED_NAMES } from "./risky-names.ts";

/** A walk into nested data: what it starts from, the names that it follows, and what answers whenever something else than plain data is met. */
interface Walk {
  readonly start: Atom;
  readonly names: readonly string[];
  readonly slow: string;
}

/** A function that reads at a path (`Overload.steps`), for a path and an alternative that are written in the expression. */
export function emitPath(emitter: Emitter, overload: Overload, args: readonly Atom[], slow: string): Atom | undefined {
  const [start, path, otherwise] = args;
  const names = namesAlong(overload, path);
  if (start === undefined || names === undefined || (otherwise !== undefined && !otherwise.constant)) return undefined;
  const cost = overload.cost?.(null, path?.constant?.value ?? null) ?? 0;
  emitter.line(`c+=${cost};`);
  const found = emitWalk(emitter, { start, names, slow: `(c-=${cost},${slow})` }, (place, depth) => {
    const enter = depth === 0 ? "" : `if(Array.isArray(${place})&&${place}.length<2)${place}=${place}[0];`;
    return `${enter}if(${place}===null)${place}=undefined;`;
  });
  return emitter.define(`${found}??${otherwise?.code ?? "null"}`);
}

/** The names along a path that is written in the expression; undefined where plain loads would not do. */
function namesAlong({ steps }: Overload, path: Atom | undefined): readonly string[] | undefined {
  const text = path?.constant?.value;
  if (steps === undefined || typeof text !== "string") return undefined;
  const names = steps(text);
  return names.some((name) => INHERITED_NAMES.has(name)) ? undefined : names;
}

/** `data.?a.?b.orValue(x)` with a constant `x`: makes no optionals. */
export function emitOrValue(emitter: Emitter, { site, args }: CallNode): Atom | undefined {
  const [optional, otherwise] = args;
  if (optional?.op !== "optionalField" || otherwise?.op !== "constant" || isLong(otherwise.value)) return undefined;
  const { start, fields } = chainOf(optional);
  if (fields.some(({ field }) => INHERITED_NAMES.has(field))) return undefined;
  const atom = emitter.emit(start);
  const { code } = emitter.emit(otherwise);
  const select = fields.reduce(
    (operand, { field, id }) => `selectOptional(${operand},${quote(field)},${id})`,
    atom.code,
  );
  const slow = `callTwo(${emitter.refer(site)},${select},${code},m)`;
  const found = emitWalk(emitter, { start: atom, names: fields.map(({ field }) => field), slow }, () => "");
  return emitter.define(`${found}===undefined?${code}:${found}`);
}

/** Where a chain of `.?field` starts, and its links from there on. */
function chainOf(last: FieldNode): { readonly start: Node; readonly fields: readonly FieldNode[] } {
  const fields = [last];
  let start = last.operand;
  while (start.op === "optionalField") {
    fields.unshift(start);
    start = start.operand;
  }
  return { start, fields };
}

function isLong(value: Value): boolean {
  return typeof value === "string" && value.length > LONG_TEXT;
}

/** Follows the names; what `enter` writes comes before each, given where the walk is. Undefined where nothing was found. */
function emitWalk(emitter: Emitter, walk: Walk, enter: (place: string, depth: number) => string): string {
  const { start, names, slow } = walk;
  const [place, result, label] = [emitter.name(), emitter.name(), emitter.name()];
  emitter.line(`let ${place}=${start.code},${result};`);
  emitter.block(`${label}:`, () => {
    for (const [depth, name] of names.entries()) {
      emitter.line(`${enter(place, depth)}if(${place}===undefined)break ${label};`);
      emitter.line(
        `if(${place}?.constructor!==Object){${result}=${slow};break ${label};}${place}=${place}[${quote(name)}];`,
      );
    }
    emitter.line(`${result}=${place};`);
  });
  return result;
}
