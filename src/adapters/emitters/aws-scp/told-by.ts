import type { Verb } from "#core/model";
import type { Attribute, Scalar } from "../conditions/index.ts";
import { asRequested, TAGS, type Question } from "./as-requested.ts";
import type { KeyQuestion } from "./encode.ts";
import { fixed, SOMETHING, type ApiCall, type Told } from "./facts/index.ts";

/** A call as it is asked about: what it does to the resource, as the policy has it, and whether that lies in no region. */
export interface Asked {
  readonly call: ApiCall;
  readonly verb: Verb;
  readonly isGlobal: boolean;
  /** Whether the policy is about parts of the resource, each by itself. */
  readonly isOfParts: boolean;
  /** What the provider fills in, by the paths of attributes. */
  readonly defaults: ReadonlyMap<string, Scalar>;
}

/** A question to an attribute, with what a call tells of it. */
export interface Questioned {
  readonly attribute: Attribute;
  readonly told: Told | "unchanged" | "untold";
  readonly question: KeyQuestion;
}

/** A question as the call answers it. */
export function toldQuestion(written: Question, asked: Asked): Questioned {
  const question = asRequested(written);
  const told = toldBy(question.attribute, asked);
  if (typeof told === "object" && told.kind === "flags") return ofFlag(question, told);
  return { attribute: question.attribute, told, question };
}

/** A question to one element of a list, as one to its own key. */
function ofFlag(question: Question, { key, absent }: Extract<Told, { readonly kind: "flags" }>): Questioned {
  const { attribute, test, holds } = question;
  const [element, ...more] = test.kind === "has-one-of" ? test.values : [];
  if (typeof element !== "string" || more.length > 0) return { attribute, told: "untold", question };
  const told: Told = { kind: "key", key: `${key}/${element}`, type: "bool", absent };
  return { attribute, told, question: { holds, test: { kind: "one-of", values: [true] } } };
}

function toldBy(attribute: Attribute, { call, verb, isGlobal, defaults }: Asked): Questioned["told"] {
  const path = pathIn(attribute);
  const told = Object.hasOwn(call.tells, path) ? call.tells[path] : undefined;
  if (told !== undefined) return withDefault(told, defaults.get(path));
  if (call.sets.includes(path)) return "untold";
  if (attribute.root === "label") return tagOf(path.slice("label.".length), call);
  if (path === "resource.region") return isGlobal ? { kind: "fixed", value: null } : REGION;
  if (attribute.root === "resource") return "untold";
  if (TAGS.has(path)) return GIVEN;
  return verb === "update" ? "unchanged" : "untold";
}

function withDefault(told: Told, value: Scalar | undefined): Told {
  const isOpen = told.kind === "key" && typeof told.absent === "object" && told.absent.value === null;
  return isOpen && value !== undefined ? { ...told, absent: { value } } : told;
}

const REGION: Told = { kind: "key", key: "aws:RequestedRegion", type: "string", absent: { value: null } };

/** There is a map of tags in every request, empty or not. */
const GIVEN: Told = fixed(SOMETHING);

/** How facts name an attribute: those of the resource itself by their path alone. */
export function pathIn({ root, path }: Attribute): string {
  const name = path.join(".");
  return root === "native" ? name : `${root}.${name}`;
}

function tagOf(key: string, { tags }: ApiCall): Questioned["told"] {
  if (tags === "none") return "untold";
  const name = tags === "request" ? "aws:RequestTag" : "aws:ResourceTag";
  return { kind: "key", key: `${name}/${key}`, type: "string", absent: { value: null } };
}
