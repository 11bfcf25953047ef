import type { Compiled } from "#core/credentials";
import type { Effect } from "#core/model";
import type { Minted, Minter } from "#adapters/credentials";

/** A credential that can be made: its rights are known. */
export interface Prepared {
  handleOf(id: string): string;
  mint(id: string): Promise<Minted>;
}

/** Makes credentials in one place, such as an account or a cluster. */
export interface Broker {
  readonly name: string;
  /** How long a credential lasts that nobody ends. */
  readonly seconds: number;
  /** What effects need in this place; the effects elsewhere are none of its business. */
  prepare(effects: readonly Effect[]): Compiled<Prepared>;
  revoke(handle: string): Promise<void>;
}

/** What a broker is made of. */
export interface BrokerParts<Rights> {
  readonly name: string;
  readonly seconds: number;
  /** The effects in this place. */
  readonly isHere: (effect: Effect) => boolean;
  readonly compile: (effects: readonly Effect[]) => Compiled<Rights>;
  readonly minter: Minter<Rights>;
}

/** A broker over a minter. */
export function createBroker<Rights>({ name, seconds, isHere, compile, minter }: BrokerParts<Rights>): Broker {
  return {
    name,
    seconds,
    prepare(effects) {
      const compiled = compile(effects.filter(isHere));
      if (compiled.kind === "refused") return compiled;
      const { rights } = compiled;
      return {
        kind: "compiled",
        rights: { handleOf: (id) => minter.handleOf(id, rights), mint: (id) => minter.mint(id, rights) },
      };
    },
    revoke: (handle) => minter.revoke(handle),
  };
}
