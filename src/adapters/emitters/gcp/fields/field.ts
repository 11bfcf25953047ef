/** A field that custom constraints see, as the REST API of the resource names it. */
export interface Field {
  /** From the resource, or from the element of the list that it is part of. */
  readonly path: readonly string[];
  readonly shape: "text" | "bool" | "int" | "duration" | "message" | "list";
  /** How the field writes values that sources write otherwise. */
  readonly spelling: Readonly<Record<string, string>>;
  /** Whether a field that says false, 0 or nothing is certainly told from one that is left out. */
  readonly isTold: boolean;
}

/** A type of resource that custom constraints are about, and how it is written in Terraform. */
export interface ConstrainedType {
  /** The type as constraints name it. */
  readonly resource: string;
  readonly methods: readonly ("CREATE" | "UPDATE")[];
  /** Its fields by the attributes of which they hold the value. */
  readonly fields: Readonly<Record<string, Field>>;
}

export function text(path: string, spelling: Readonly<Record<string, string>> = {}): Field {
  return { ...field(path, "text"), spelling };
}

export function bool(path: string): Field {
  return field(path, "bool");
}

export function int(path: string): Field {
  return field(path, "int");
}

/** A length of time, which sources write as text in seconds. */
export function duration(path: string): Field {
  return field(path, "duration");
}

/** A group of fields that is there or not. */
export function message(path: string): Field {
  return { ...field(path, "message"), isTold: true };
}

export function list(path: string): Field {
  return field(path, "list");
}

/** The field with its zero value told from its absence. */
export function told(one: Field): Field {
  return { ...one, isTold: true };
}

function field(path: string, shape: Field["shape"]): Field {
  return { path: path.split("."), shape, spelling: {}, isTold: false };
}
