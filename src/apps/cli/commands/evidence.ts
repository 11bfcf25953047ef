import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { UnavailableError } from "#core/diagnostics";
import {
  handoverSizes,
  parseCheckpoint,
  type Checkpoint,
  type Cosigner,
  type PackFiles,
  type PackPart,
} from "#core/evidence";
import { openLogStore, parseLogPlace, rotateKey, rotateSharedKey, type Rotation } from "#adapters/logs";
import { createKeyFile, openKeyFile } from "#adapters/signers";
import { createCosigner, readWitnessPolicy } from "#adapters/witnesses";
import { ReadError, verifyFolder } from "#apps/verifier";
import { EXIT } from "#points/check";
import { addDisclose } from "./evidence-disclose.ts";
import { addErase } from "./evidence-erase.ts";
import { addFetch } from "./evidence-fetch.ts";
import { filesOf, partOf, type PartFlags } from "../evidence/log-part.ts";
import { writePack } from "../evidence/write-pack.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { UsageError } from "../usage-error.ts";
import { collect, formatOption } from "./flags.ts";

const VERIFY_EXAMPLES = `
Examples:
  $ writ evidence verify pack/ --trust policy.txt
  $ writ evidence verify /var/lib/writ/log --key example.com/log+1a2b3c4d+AbCd...
  $ writ evidence verify pack/ --trust policy.txt --known checkpoint-of-march --openssl

Exit codes:
  0  valid: every record is the one that was logged, and none is missing
  1  not valid: the report says which record and why
  2  usage, or something cannot be read
  4  undecided: nothing is wrong, but the key came with the evidence`;

const PACK_EXAMPLES = `
Examples:
  $ writ evidence pack /var/lib/writ/log --key log.key --out pack/
  $ writ evidence pack /var/lib/writ/log --key log.key --from 1000 --to 2000 --receipts --out pack/

Exit codes:
  0  written
  2  usage, or something cannot be read or written`;

/** Adds `writ evidence` with what it can do. */
export function addEvidence(program: Command): void {
  const evidence = program
    .command("evidence")
    .summary("verify evidence, pack it for others, make keys")
    .description("Verifies evidence offline, packs it for others to verify, and makes the keys that sign it.");
  addVerify(evidence);
  addPack(evidence);
  addKey(evidence);
  addRotate(evidence);
  addFetch(evidence);
  addDisclose(evidence);
  addErase(evidence);
}

interface VerifyFlags {
  readonly trust?: string;
  readonly key?: string;
  readonly known?: readonly string[];
  readonly format: "text" | "json";
  readonly openssl?: boolean;
}

function addVerify(evidence: Command): void {
  evidence
    .command("verify")
    .summary("verify a pack, or the folder of a log")
    .description(
      "Verifies a pack, or the folder of a log: says that it is valid, or exactly what is wrong. Needs no network.",
    )
    .argument("<folder>", "the pack or the log")
    .option("--trust <file>", "what is trusted: a policy of C2SP tlog-policy, or JSON with one and the times of keys")
    .option("--key <key>", "the log's key, where no witness is asked for")
    .option(
      "--known <file>",
      "a checkpoint that was seen before, from which the log must have grown (repeatable)",
      collect,
    )
    .addOption(formatOption())
    .option("--openssl", "print the commands with which OpenSSL verifies the signature")
    .addHelpText("after", VERIFY_EXAMPLES)
    .action(async (folder: string, flags: VerifyFlags) => {
      const { known = [], trust, key, format, openssl = false } = flags;
      const request = { folder, trust, key, known, format, openssl };
      const { text, exitCode } = await told(() => verifyFolder(request));
      process.stdout.write(text);
      process.exitCode = exitCode;
    });
}

interface PackFlags extends PartFlags {
  readonly key: string;
  readonly out: string;
  readonly since?: readonly string[];
  readonly receipts?: boolean;
  readonly disclosures?: string;
}

function addPack(evidence: Command): void {
  evidence
    .command("pack")
    .summary("write a part of a log as a folder that others can verify")
    .description(
      "Writes records of a log, with all that is needed to verify them, as a folder. The log may be open meanwhile.",
    )
    .argument("<log>", "the folder of the log")
    .requiredOption("--key <file>", "the log's key, which signs the list of files")
    .requiredOption("--out <folder>", "a new folder for the pack")
    .option("--from <index>", "the first record (default 0)")
    .option("--to <index>", "the record behind the last (default: all that the newest checkpoint covers)")
    .option(
      "--since <file>",
      "a checkpoint that the reader knows: the pack then proves that the log grew from it (repeatable)",
      collect,
    )
    .option("--receipts", "add a receipt for each record, which proves it without the rest")
    .option("--disclosures <file>", "what is disclosed to the reader, one disclosure a line (`writ evidence disclose`)")
    .addHelpText("after", PACK_EXAMPLES)
    .action(async (folder: string, flags: PackFlags) => {
      await told(() => pack(folder, flags));
      process.exitCode = EXIT.compliant;
    });
}

async function pack(folder: string, flags: PackFlags): Promise<void> {
  const verifier = join(PACKAGE_ROOT, "dist/apps/verifier/verify.mjs");
  if (!existsSync(verifier))
    throw new UsageError("Cannot write a pack: `verify.mjs` is missing", "run `npm run build` first");
  const signer = openKeyFile(flags.key);
  const log = filesOf(folder);
  const part = await packPartOf(log, folder, flags);
  const policy = (await log.read("policy", 1_048_576)) ?? Buffer.from(`log ${signer.vkey}\nquorum none\n`);
  const extras = { verifier, policy, disclosures: flags.disclosures };
  const files = await writePack(log, part, { signer, out: flags.out, extras });
  process.stdout.write(`${part.to - part.from} records in ${files} files: ${flags.out}\n`);
}

async function packPartOf(log: PackFiles, folder: string, flags: PackFlags): Promise<PackPart> {
  const part = await partOf(log, folder, flags);
  const known = (flags.since ?? []).map((file) => knownAt(file).size);
  const since = [...known, ...(await handoverSizes(log))].filter((size) => size <= part.checkpoint.size);
  return { ...part, since, receipts: flags.receipts === true };
}

function knownAt(file: string): Checkpoint {
  const checkpoint = parseCheckpoint(readFile(file));
  if (checkpoint === null) throw new UsageError(`\`${file}\` is no checkpoint`);
  return checkpoint;
}

function readFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`Cannot read \`${file}\`: ${reasonOf(error)}`);
  }
}

function addKey(evidence: Command): void {
  evidence
    .command("key")
    .summary("make a key that signs a log, or that of a witness")
    .description(
      "Makes an Ed25519 key: the private half in a file that only its owner may read, the public half beside it. Prints the public half.",
    )
    .argument("<file>", "where the private half is kept")
    .requiredOption("--name <name>", "the key's name, which is the log's origin, such as `example.com/log`")
    .option("--witness", "make the key of a witness, which signs the checkpoints of others (`writ witness`)")
    .action(async (file: string, { name, witness }: { readonly name: string; readonly witness?: boolean }) => {
      const { vkey } = await told(() => createKeyFile(file, name, witness === true ? "cosignature" : "ed25519"));
      process.stdout.write(`${vkey}\n`);
    });
}

interface RotateFlags {
  readonly key: string;
  readonly newKey: string;
  readonly by: string;
  readonly witnessPolicy?: string;
}

function addRotate(evidence: Command): void {
  evidence
    .command("rotate")
    .summary("pass a log from one key to another")
    .description(
      "Passes a log from one key to another of the same name. A record says so and both keys sign it, so that whoever trusts the old key can follow. The log must not be open.",
    )
    .argument("<log>", "the folder of the log, `postgres` or `s3://bucket/prefix`")
    .requiredOption("--key <file>", "the key that is retired")
    .requiredOption("--new-key <file>", "the key that signs from now on, made with `writ evidence key`")
    .requiredOption("--by <alias>", "who wants it so: an alias, not a name")
    .option(
      "--witness-policy <file>",
      "the witnesses that sign the last checkpoint of the old key, with their addresses",
    )
    .action(async (folder: string, flags: RotateFlags) => {
      await told(() => rotate(folder, flags));
    });
}

async function rotate(folder: string, { key, newKey, by, witnessPolicy }: RotateFlags): Promise<void> {
  const [retired, current] = [openKeyFile(key), openKeyFile(newKey)];
  if (retired.name !== current.name)
    throw new UsageError(
      `The keys have different names, \`${retired.name}\` and \`${current.name}\``,
      "make a key with the name of the log",
    );
  if (retired.vkey === current.vkey)
    throw new UsageError("The two keys are the same", "make another one with `writ evidence key`");
  const asking = witnessPolicy === undefined ? {} : { cosigner: cosignerOf(witnessPolicy) };
  await rotateAt(folder, { retired, current, by, ...asking });
  process.stdout.write(`The log is signed with ${current.vkey} from now on; destroy \`${key}\` once nothing uses it\n`);
}

async function rotateAt(log: string, rotation: Rotation): Promise<void> {
  const place = parseLogPlace(log);
  if (place !== null) return await rotateSharedKey(() => openLogStore(place, process.env), rotation);
  if (!existsSync(join(log, "checkpoint")))
    throw new UsageError(`\`${log}\` is not the folder of a log: it has no checkpoint`);
  await rotateKey(log, rotation);
}

/** A handover that its readers could not believe is none, so that too few witnesses keep it from happening. */
function cosignerOf(file: string): Cosigner {
  return createCosigner({
    policy: readWitnessPolicy(file),
    tooFew: "withhold",
    timeoutMs: 10_000,
    report: (event) => {
      if (event.kind === "witness-failed")
        process.stderr.write(`writ: the witness \`${event.witness}\` does not sign: ${event.reason}\n`);
    },
  });
}

/** What the world or the user did wrong becomes a usage error; all else is a defect. */
async function told<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ReadError || error instanceof UnavailableError) throw new UsageError(error.message);
    throw error;
  }
}
