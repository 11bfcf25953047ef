/**
 * A CEL type. `struct` is a named record whose fields an `Environment` knows (a resource kind, a protobuf message); `opaque` is a type known
 * only by name and functions (`optional_type`, `kubernetes.Quantity`, `net.IP`); `param` stands for a type variable in a signature.
 */
export type Type =
  | { readonly kind: PrimitiveKind }
  | { readonly kind: "list"; readonly element: Type }
  | { readonly kind: "map"; readonly key: Type; readonly value: Type }
  | { readonly kind: "wrapper"; readonly of: Type }
  | { readonly kind: "struct"; readonly name: string }
  | { readonly kind: "opaque"; readonly name: string; readonly params: readonly Type[] }
  | { readonly kind: "type"; readonly of: Type }
  | { readonly kind: "param"; readonly name: string };

export type PrimitiveKind =
  | "bool"
  | "int"
  | "uint"
  | "double"
  | "string"
  | "bytes"
  | "null"
  | "timestamp"
  | "duration"
  | "any"
  | "dyn"
  | "error";

export const BOOL: Type = { kind: "bool" };
export const INT: Type = { kind: "int" };
export const UINT: Type = { kind: "uint" };
export const DOUBLE: Type = { kind: "double" };
export const STRING: Type = { kind: "string" };
export const BYTES: Type = { kind: "bytes" };
export const NULL: Type = { kind: "null" };
export const TIMESTAMP: Type = { kind: "timestamp" };
export const DURATION: Type = { kind: "duration" };
export const ANY: Type = { kind: "any" };
export const DYN: Type = { kind: "dyn" };
export const ERROR: Type = { kind: "error" };

export function listOf(element: Type): Type {
  return { kind: "list", element };
}

export function mapOf(key: Type, value: Type): Type {
  return { kind: "map", key, value };
}

export function wrapperOf(of: Type): Type {
  return { kind: "wrapper", of };
}

export function structOf(name: string): Type {
  return { kind: "struct", name };
}

export function opaqueOf(name: string, ...params: readonly Type[]): Type {
  return { kind: "opaque", name, params };
}

export function typeOf(of: Type): Type {
  return { kind: "type", of };
}

export function param(name: string): Type {
  return { kind: "param", name };
}

export function optionalOf(of: Type): Type {
  return opaqueOf("optional_type", of);
}
