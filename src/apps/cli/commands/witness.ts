import type { Command } from "commander";
import type { WitnessFlags } from "#apps/witness";
import { Signals } from "./signals.ts";

const EXAMPLES = `
Examples:
  $ writ evidence key witness.key --name witness.example/one --witness
  $ writ witness --key witness.key --logs logs.txt --data witness/ --init
  $ writ witness --key witness.key --logs logs.txt --data witness/ --check

\`logs.txt\` has a line \`log <verifier key>\` for each log. SIGTERM finishes what is under way and ends with 0;
SIGHUP reads the list of logs again.

Exit codes:
  0  it was told to stop, or \`--check\` found nothing wrong
  2  it does not start: the reason is told`;

/** Adds `writ witness`. What serves is loaded when it is started. */
export function addWitness(program: Command): void {
  program
    .command("witness")
    .summary("watch logs of others: sign their checkpoints only while they grow")
    .description(
      "Runs a witness (C2SP tlog-witness): it signs the checkpoints of some logs, each only if it is proven to have grown from the one before.",
    )
    .requiredOption("--key <file>", "the witness's key, made with `writ evidence key --witness`")
    .requiredOption("--logs <file>", "the keys of the logs that it watches; read again on SIGHUP")
    .requiredOption("--data <folder>", "the folder of what it has signed; never restore it from a copy")
    .option("--init", "begin there if the folder holds nothing yet")
    .option("--check", "only say whether it would start")
    .option("--host <host>", "where to listen; beyond this machine only with TLS (default 127.0.0.1)")
    .option("--port <port>", "where to listen; 0 takes any that is free (default 7411)")
    .option("--tls-cert <file>", "the certificate with its chain (PEM)")
    .option("--tls-key <file>", "the private key of the certificate (PEM)")
    .option("--allow-plaintext", "listen beyond this machine without TLS, where something before it has it")
    .option("--max-requests <count>", "how many requests a second may come from one address (default 50)")
    .option("--shutdown-grace <ms>", "how long requests may still take after SIGTERM (default 10000)")
    .option("--log-level <level>", "debug, info, warn or error (default info)")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: WitnessFlags & { readonly check?: boolean }) => {
      process.exitCode = await run(flags);
    });
}

async function run({ check = false, ...flags }: WitnessFlags & { readonly check?: boolean }): Promise<number> {
  const signals = new Signals();
  const { runWitness } = await import("#apps/witness");
  const result = await runWitness({
    flags,
    check,
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (text) => process.stderr.write(text),
  });
  if (result.kind === "running") await signals.serve(result.server);
  signals.close();
  return result.kind === "refused" ? 2 : 0;
}
