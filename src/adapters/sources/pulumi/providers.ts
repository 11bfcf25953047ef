import type { ValueObject } from "#core/language";
import { listOf, textOf } from "../json/index.ts";
import { parseUrn } from "./urn.ts";

/** What a preview says of one provider configuration. */
export interface ProviderConfiguration {
  readonly name: string;
  readonly region: string | null;
  /** The account, project or subscription that it works in; null when it does not say. */
  readonly scope: string | null;
}

const NOTHING_SAID: ProviderConfiguration = { name: "", region: null, scope: null };

/** The provider configurations of a preview, by the references that resources have to them: a URN and an id. */
export class Providers {
  readonly #byUrn = new Map<string, ProviderConfiguration>();

  /** Takes a provider in; later states of one overwrite earlier ones. */
  add(urn: string, inputs: ValueObject): void {
    const accounts = listOf(inputs, "allowedAccountIds");
    const [account] = accounts;
    this.#byUrn.set(urn, {
      name: parseUrn(urn)?.name ?? urn,
      region: textOf(inputs, "region") ?? null,
      scope:
        textOf(inputs, "project") ??
        textOf(inputs, "subscriptionId") ??
        (accounts.length === 1 && typeof account === "string" ? account : null),
    });
  }

  /** The configuration behind a reference; one that says nothing when the preview does not have it. */
  find(reference: string): ProviderConfiguration {
    const urn = reference.slice(0, Math.max(0, reference.lastIndexOf("::")));
    return this.#byUrn.get(urn) ?? { ...NOTHING_SAID, name: parseUrn(urn)?.name ?? "" };
  }
}
