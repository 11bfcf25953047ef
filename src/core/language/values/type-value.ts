/** A type as a value: what `type(x)` answers. Equal when the names are equal. */
export class TypeValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
