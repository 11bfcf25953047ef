import type { Value, ValueObject } from "#core/language";
import type { Verb } from "#core/model";

/** Under what circumstances a client asks. */
export interface Occasion {
  /** The event by the client's own name: an answer has the form that this event takes. */
  readonly event: string;
  /** One run of the client: visible ASCII, at most 128 characters. */
  readonly session: string;
  /** The absolute path of the folder that it works in; null where it does not say. */
  readonly cwd: string | null;
  /** The sub-agent that acts, as the client says; null for the main one. */
  readonly subAgent: SubAgent | null;
  /** Whether a person sits before the client who would be asked, as far as the client tells. */
  readonly isAttended: boolean;
}

/** A part of a run that acts on behalf of the run as a whole. Its client alone says so. */
export interface SubAgent {
  readonly id: string;
  readonly type: string | null;
}

/** One thing that a tool does, as far as its arguments tell. */
export type ToolStep =
  | { readonly kind: "script"; readonly script: string }
  | {
      readonly kind: "file";
      readonly verb: Verb;
      readonly path: string;
      readonly isPattern: boolean;
      readonly reaches: boolean;
    }
  | { readonly kind: "fetch"; readonly url: string }
  | { readonly kind: "tool" }
  | { readonly kind: "unread"; readonly code: string; readonly message: string };

/** The use of one tool. */
export interface ToolUse {
  /** The server by the name that the client's user gave it, or the client itself for its own tools. */
  readonly server: string;
  readonly name: string;
  readonly arguments: ValueObject;
  /** Never empty. */
  readonly steps: readonly ToolStep[];
  /** Whether it is the client's shell, which stops and limits know as `command`. */
  readonly isShell: boolean;
}

/** May this happen? Asked before it does. */
export interface CallQuestion extends Occasion {
  readonly kind: "call";
  /** What the client calls this use in a later event; null where it has no such name. */
  readonly callId: string | null;
  readonly use: ToolUse;
}

/** May the model see this result? Asked after the call, which cannot be undone. */
export interface ResultQuestion extends Occasion {
  readonly kind: "result";
  readonly callId: string | null;
  readonly use: ToolUse;
  readonly hasFailed: boolean;
  readonly result: Value;
}

/** May this model be used? */
export interface ModelQuestion extends Occasion {
  readonly kind: "model";
  readonly provider: string;
  readonly model: string;
}

/** May a tool server ask the person something? */
export interface RequestQuestion extends Occasion {
  readonly kind: "request";
  readonly server: string;
  readonly name: string;
  readonly arguments: ValueObject;
}

/** An event at which nothing happens that could be refused. */
export interface Notice {
  readonly kind: "notice";
  readonly event: string;
}

/** An event that is not understood: it is answered by the client's form of a block. */
export interface Unread {
  readonly kind: "unread";
  /** Empty where not even that can be told. */
  readonly event: string;
  readonly message: string;
}

export type HookQuestion = CallQuestion | ResultQuestion | ModelQuestion | RequestQuestion | Notice | Unread;
