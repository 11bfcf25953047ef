import { CelError, equals, StructValue, type Value } from "#core/language";

/** A value of the types `Object` and `Object.…`: the fields that it was built with (k8s.io/apiserver, `dynamic.ObjectVal`). */
export class ObjectValue extends StructValue {
  readonly typeName: string;
  readonly fields: ReadonlyMap<string, Value>;

  constructor(typeName: string, fields: ReadonlyMap<string, Value>) {
    super();
    this.typeName = typeName;
    this.fields = fields;
  }

  get(field: string): Value {
    return (
      this.fields.get(field) ?? new CelError("no-such-field", `The \`${this.typeName}\` was built without \`${field}\``)
    );
  }

  has(field: string): Value {
    return this.fields.has(field);
  }

  equals(other: StructValue): boolean {
    if (!(other instanceof ObjectValue) || other.typeName !== this.typeName) return false;
    if (other.fields.size !== this.fields.size) return false;
    return [...this.fields].every(([field, value]) => {
      const theirs = other.fields.get(field);
      return theirs !== undefined && equals(value, theirs) === true;
    });
  }

  override isZero(): boolean {
    return this.fields.size === 0;
  }
}
