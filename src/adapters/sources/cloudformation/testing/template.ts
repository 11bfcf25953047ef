import type { NativeReference, NativeResource, SourceReading } from "#core/model";
import { readCloudFormation } from "../read.ts";

/** Reads a template from its text. */
export function readText(text: string): SourceReading {
  return readCloudFormation({ file: "t.yaml", bytes: new TextEncoder().encode(text) });
}

/** `code message line:column` of every diagnostic, without the name of the file. */
export function complaints(text: string): readonly string[] {
  return readText(text).diagnostics.map(({ code, message, span }) => {
    const place = span ? ` ${span.start.line}:${span.start.column}` : "";
    return `${code}: ${message.replace(/^.*?`t\.yaml`:? /, "")}${place}`;
  });
}

/** A resource of a reading. */
export function resourceOf(reading: SourceReading, id: string): NativeResource {
  const found = reading.changes.find(({ after }) => after?.id === id)?.after;
  if (!found) throw new Error(`no resource ${id}`);
  return found;
}

const PREAMBLE = `
Parameters:
  Given: { Type: String, Default: dev }
  Number: { Type: Number, Default: "3" }
  List: { Type: CommaDelimitedList, Default: "a, b" }
  Asked: { Type: String }
  Secret: { Type: String, NoEcho: true, Default: hunter2 }
  Stored: { Type: "AWS::SSM::Parameter::Value<String>", Default: /path }
Mappings:
  Sizes: { dev: { size: 1, zones: [x, y] } }
Conditions:
  IsDev: !Equals [!Ref Given, dev]
  NotDev: !Not [{ Condition: IsDev }]
  Maybe: !Equals [!Ref Asked, prod]
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Topic: { Type: AWS::SNS::Topic }
  Custom: { Type: Custom::Thing }
  Subject:
    Type: AWS::Test::Thing
    Properties:
`;

/** What the property `P` of a resource becomes, with the references of it, in a template with something of everything. */
export function propertyOf(yaml: string): {
  readonly value: unknown;
  readonly references: readonly NativeReference[];
} {
  const reading = readText(`${PREAMBLE}      P: ${yaml}\n`);
  const errors = reading.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { native, references } = resourceOf(reading, "Subject");
  return { value: native["P"], references };
}
