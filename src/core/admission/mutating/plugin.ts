import type { ValueObject } from "#core/language";
import type { ForeignMetadata } from "../documents/metadata.ts";
import type { AdmissionRequest } from "../model/request.ts";

/** The document of a mutating policy, as far as it says who speaks. */
export interface MutatingSpeaker {
  readonly kind: string;
  readonly metadata: ForeignMetadata;
}

/** What one mutating policy did to an object, in one call of it. */
export interface MutationVerdict {
  readonly policy: MutatingSpeaker;
  /** Null where policies are not bound. */
  readonly binding: string | null;
  readonly outcome: "changed" | "unchanged" | "error" | "unknown";
  /** Whether the request is denied by it. */
  readonly denies: boolean;
  /** The error in the words of its engine, or what nobody can tell; empty otherwise. */
  readonly message: string;
  /** The exceptions that applied to the request, as their engine names them. */
  readonly exceptions: readonly string[];
}

/** What a plugin made of an object. */
export interface PluginAnswer {
  /** Null when nobody can tell what became of the object. */
  readonly object: ValueObject | null;
  readonly verdicts: readonly MutationVerdict[];
}

/** A request with the object that is to be changed. */
export interface MutableRequest extends AdmissionRequest {
  readonly object: ValueObject;
}

/** Mutating policies of one engine, asked about one request: once, and once more when something was changed after them. */
export interface MutatingPlugin {
  /** Asks in the order of names, or in the opposite one. */
  readonly ask: (request: MutableRequest) => PluginAnswer;
  readonly askAgain: (request: MutableRequest) => PluginAnswer;
}
