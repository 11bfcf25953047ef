/** SHA-256 of some bytes, as 32 bytes. Pure. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Whether 64 bytes are an Ed25519 signature (RFC 8032) of a message. Never throws: what cannot be a key or a signature is answered with false. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** The cryptography that evidence needs, handed in so that a server, a browser and a single file each use what they have. */
export interface EvidenceCrypto {
  readonly sha256: Sha256;
  readonly verifyEd25519: VerifyEd25519;
}

/**
 * Signs with a private key that never leaves it.
 *
 * Concurrency: any number of calls at once. Errors: throws when the key cannot be used, which the caller answers by not publishing anything.
 */
export interface Signer {
  /** The key's name: for a log, its origin. */
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes: Ed25519 over the message. */
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** What became of an entry that was handed to a log. */
export type Appended =
  | { readonly kind: "appended"; readonly index: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string };

/**
 * An append-only log of entries under one origin.
 *
 * Durability: `appended` is answered only after the entry would survive the loss of the process and of the power. Order: entries get indexes
 * without gaps, in the order in which `append` was called. `refused` says that this entry can never be taken (it is too long or empty);
 * `unavailable` that it was not acknowledged and may be tried again: after a crash it may stand in the log all the same, because what was
 * written but not acknowledged is kept. Concurrency: any number of calls at once, and where a log is shared of any number of processes. A log that
 * finds what it holds to be damaged does not open.
 */
export interface EvidenceLog {
  readonly origin: string;
  append(entry: Uint8Array): Promise<Appended>;
  /** How many entries are durable. */
  size(): number;
  /** Signs a checkpoint over every entry that is durable by now and answers it, as a signed note. Throws when it cannot be signed or kept. */
  publish(): Promise<string>;
  /** The files of the log by their path (`checkpoint`, `tile/…`), as they were last published. Of a log that was closed the checkpoint, and maybe nothing else. */
  read(path: string): Promise<Uint8Array | null>;
  /** Takes nothing more, makes what was taken durable, publishes it and lets the log go. */
  close(): Promise<void>;
}
