/** A statement as a policy document has it. */
export interface Statement {
  readonly Effect: string;
  readonly Principal?: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The statements of a policy document. */
export function ofDocument(text: string): readonly Statement[] {
  const document: { readonly Version: string; readonly Statement: readonly Statement[] } = JSON.parse(text);
  if (document.Version !== "2012-10-17") throw new Error("the document has no version that allows its elements");
  return document.Statement;
}

export function asList(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
