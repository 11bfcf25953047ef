/** A stretch of the text, by offsets; `end` is exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A body: of a file, or of a block. */
export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** One attribute of a body: its name, and its expression with the place where that begins. */
export interface HclAttribute extends Extent {
  readonly name: string;
  readonly valueStart: number;
  readonly value: Expression;
}

/** One block: its type, its labels without quotes, and its body. It ends where its brace has closed. */
export interface HclBlock extends HclBody, Extent {
  readonly type: string;
  readonly labels: readonly string[];
}

export type UnaryOperator = "!" | "-";
export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export type Expression =
  | (Extent & { readonly kind: "literal"; readonly value: null | boolean | number | bigint | string })
  | (Extent & { readonly kind: "template"; readonly parts: readonly TemplatePart[] })
  | (Extent & { readonly kind: "list"; readonly elements: readonly Expression[] })
  | (Extent & { readonly kind: "object"; readonly items: readonly ObjectItem[] })
  | ForExpression
  | (Extent & {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      readonly expand: boolean;
    })
  | (Extent & { readonly kind: "variable"; readonly name: string })
  | AccessExpression
  | (Extent & {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    })
  | (Extent & {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Extent & { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression })
  | (Extent & { readonly kind: "broken" });

/** One item of an object. A key that is a bare word is a literal; one in parentheses is whatever it is. */
export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for k, v in collection : value if condition]`, or with braces and a `key`. */
export interface ForExpression extends Extent {
  readonly kind: "for";
  readonly names: ForNames;
  readonly collection: Expression;
  /** Null for a list. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly condition: Expression | null;
  /** `value...`: values of one key are gathered in a list. */
  readonly grouped: boolean;
}

/** The names that a `for` binds; `key` is null when it binds the value only. */
export interface ForNames {
  readonly key: string | null;
  readonly value: string;
}

/** A target with what follows it: `target.name[key].*.name`. */
export interface AccessExpression extends Extent {
  readonly kind: "access";
  readonly target: Expression;
  readonly steps: readonly AccessStep[];
}

/** `full` tells `[*]`, which takes all steps behind it along, from `.*`, which takes names only. */
export type AccessStep =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "key"; readonly key: Expression }
  | { readonly kind: "splat"; readonly full: boolean };

export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly yes: readonly TemplatePart[];
      readonly no: readonly TemplatePart[];
    }
  | {
      readonly kind: "each";
      readonly names: ForNames;
      readonly collection: Expression;
      readonly body: readonly TemplatePart[];
    };

export type HclProblemCode = "hcl-syntax" | "hcl-truncated" | "hcl-too-deep";

/** Why a part of a text is no HCL, and where. `message` completes "Cannot read the file: ". */
export interface HclProblem {
  readonly code: HclProblemCode;
  readonly message: string;
  readonly offset: number;
}

/** What a text holds, with what could not be read of it. */
export interface HclText {
  readonly body: HclBody;
  readonly problems: readonly HclProblem[];
}
