import { parseTemplate, type Expression, type HclAttribute, type HclBlock, type HclBody } from "../../hcl/index.ts";

type ObjectExpression = Extract<Expression, { kind: "object" }>;

/** How many names stand between the type of a block and its body in the JSON syntax. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  check: 1,
  terraform: 0,
  locals: 0,
  moved: 0,
  removed: 0,
  import: 0,
};

/** Members of bodies that are always blocks; what else is an object may be either, and is read as the value that it is. */
const INNER_BLOCKS: ReadonlySet<string> = new Set(["lifecycle", "required_providers"]);

/**
 * The body of a configuration in the JSON syntax, given as an expression, since JSON is one; null when it is no object.
 *
 * Blocks and attributes look alike in this syntax, so inside resources everything is an attribute; mappings read both alike.
 */
export function bodyFromJson(root: Expression): HclBody | null {
  if (root.kind !== "object") return null;
  const blocks: HclBlock[] = [];
  for (const { name, value } of membersOf(root))
    addBlocks({ blocks, type: name, labels: [] }, value, Object.hasOwn(LABELS, name) ? (LABELS[name] ?? 0) : 0);
  return { attributes: [], blocks };
}

/** The members of a file of variables' values. */
export function attributesFromJson(root: Expression): readonly HclAttribute[] {
  return root.kind === "object" ? membersOf(root) : [];
}

function membersOf({ items }: ObjectExpression): readonly HclAttribute[] {
  return items.flatMap(({ key, value }) => {
    if (key.kind !== "literal" || typeof key.value !== "string" || key.value === "//") return [];
    return [{ name: key.value, start: key.start, valueStart: value.start, value, end: value.end }];
  });
}

/** Blocks that are being collected: of which type, and under which labels. */
interface Collected {
  readonly blocks: HclBlock[];
  readonly type: string;
  readonly labels: readonly string[];
}

/** Adds the blocks that a value holds `missing` labels deeper. */
function addBlocks(found: Collected, value: Expression, missing: number): void {
  const { blocks, type, labels } = found;
  if (value.kind === "list") {
    for (const element of value.elements) addBlocks(found, element, missing);
  } else if (value.kind === "object" && missing === 0) {
    blocks.push({ type, labels, ...bodyOf(value), start: value.start, end: value.end });
  } else if (value.kind === "object") {
    for (const member of membersOf(value)) {
      addBlocks({ blocks, type, labels: [...labels, member.name] }, member.value, missing - 1);
    }
  }
}

function bodyOf(value: ObjectExpression): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const member of membersOf(value)) {
    if (member.name === "dynamic") addDynamics(blocks, member.value);
    else if (INNER_BLOCKS.has(member.name)) addBlocks({ blocks, type: member.name, labels: [] }, member.value, 0);
    else attributes.push(member);
  }
  return { attributes, blocks };
}

function addDynamics(blocks: HclBlock[], value: Expression): void {
  const made: HclBlock[] = [];
  addBlocks({ blocks: made, type: "dynamic", labels: [] }, value, 1);
  for (const { attributes, ...block } of made) {
    const inner: HclBlock[] = [];
    for (const { name, value: content } of attributes)
      if (name === "content") addBlocks({ blocks: inner, type: name, labels: [] }, content, 0);
    blocks.push({ ...block, attributes: attributes.filter(({ name }) => name !== "content"), blocks: inner });
  }
}

/** What a text in the JSON syntax means where Terraform expects a reference or a type: the expression that it spells. */
export function spelledOut(expression: Expression): Expression {
  if (expression.kind !== "literal" || typeof expression.value !== "string") return expression;
  return parseTemplate(`\${${expression.value}}`);
}
