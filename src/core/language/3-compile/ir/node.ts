import type { Value } from "../../values/index.ts";
import type { Relation } from "../runtime/operators.ts";
import type { CallSite } from "../runtime/dispatch.ts";
import type { Shape, StructShape } from "../runtime/build.ts";

/**
 * The intermediate form: an expression with its names resolved and its macros recognised, from which both back ends are made.
 *
 * `cost` is what a node itself costs each time that it is evaluated, whatever its operands cost. `id` is the expression node that it came from.
 */
export type Node =
  | ConstantNode
  | VariableNode
  | LocalNode
  | FieldNode
  | IndexNode
  | JunctionNode
  | ConditionNode
  | NotNode
  | EqualNode
  | OrderNode
  | InNode
  | CallNode
  | ListNode
  | MapNode
  | StructNode
  | BindNode
  | LoopNode
  | FoldNode;

interface NodeBase {
  readonly id: number;
  readonly cost: number;
}

export interface ConstantNode extends NodeBase {
  readonly op: "constant";
  readonly value: Value;
}

/** A variable of the scope. */
export interface VariableNode extends NodeBase {
  readonly op: "variable";
  readonly name: string;
}

/** A variable of a macro or a binding. */
export interface LocalNode extends NodeBase {
  readonly op: "local";
  readonly slot: number;
}

/**
 * Reading a field, testing for it, or reading it as an optional. `isData`: the operand's type promises plain data (a map or a struct without a
 * constructor), never an instance of some class.
 */
export interface FieldNode extends NodeBase {
  readonly op: "field" | "has" | "optionalField";
  readonly operand: Node;
  readonly field: string;
  readonly isData: boolean;
}

export interface IndexNode extends NodeBase {
  readonly op: "index" | "optionalIndex";
  readonly operand: Node;
  readonly key: Node;
}

/** `&&` or `||` over two or more terms. */
export interface JunctionNode extends NodeBase {
  readonly op: "and" | "or";
  readonly terms: readonly Node[];
}

export interface ConditionNode extends NodeBase {
  readonly op: "condition";
  readonly test: Node;
  readonly whenTrue: Node;
  readonly whenFalse: Node;
}

/** `!operand`, or `@not_strictly_false(operand)`. */
export interface NotNode extends NodeBase {
  readonly op: "not" | "notFalse";
  readonly operand: Node;
}

export interface EqualNode extends NodeBase {
  readonly op: "equal" | "different";
  readonly left: Node;
  readonly right: Node;
}

export interface OrderNode extends NodeBase {
  readonly op: "order";
  readonly relation: Relation;
  readonly left: Node;
  readonly right: Node;
}

export interface InNode extends NodeBase {
  readonly op: "in";
  readonly element: Node;
  readonly container: Node;
}

export interface CallNode extends NodeBase {
  readonly op: "call";
  readonly site: CallSite;
  readonly args: readonly Node[];
}

export interface ListNode extends NodeBase {
  readonly op: "list";
  readonly shape: Shape;
  readonly elements: readonly Node[];
}

export interface MapNode extends NodeBase {
  readonly op: "map";
  readonly shape: Shape;
  readonly keys: readonly Node[];
  readonly values: readonly Node[];
}

export interface StructNode extends NodeBase {
  readonly op: "struct";
  readonly shape: StructShape;
  readonly values: readonly Node[];
}

export interface BindNode extends NodeBase {
  readonly op: "bind";
  readonly slot: number;
  readonly init: Node;
  readonly body: Node;
}

export type LoopKind = "all" | "exists" | "existsOne" | "list" | "map" | "mapEntries";

/**
 * A recognised macro. The body is the predicate, or the value of each element for which `filter` holds. `key` is the first variable, and with
 * `element` set there are two. `iterationCost` is charged for every visit, `hitCost` for every true predicate, and `leaveCost` for leaving before the last element.
 */
export interface LoopNode extends NodeBase {
  readonly op: "loop";
  readonly kind: LoopKind;
  readonly range: Node;
  readonly key: number;
  readonly element: number | undefined;
  readonly filter: Node | undefined;
  readonly body: Node;
  readonly iterationCost: number;
  readonly hitCost: number;
  readonly leaveCost: number;
}

/** Any other comprehension, evaluated to the letter. */
export interface FoldNode extends NodeBase {
  readonly op: "fold";
  readonly range: Node;
  readonly key: number;
  readonly element: number | undefined;
  readonly accumulator: number;
  readonly init: Node;
  readonly condition: Node;
  readonly step: Node;
  readonly result: Node;
}
