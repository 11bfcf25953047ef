import { Argument, InvalidArgumentError, Option, type Command } from "commander";
import { printable } from "#adapters/reporters";
import type { TokenMessage } from "#client";
import { isRole, ROLES, type Role } from "#core/access";
import { PRINCIPAL_KINDS, type PrincipalKind } from "#core/model";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { makeInto } from "../control-plane/token-file.ts";
import { futureTimeOf } from "../time-flag.ts";
import { tokensText } from "../tokens/tokens-text.ts";
import { formatOption } from "./flags.ts";

const EXAMPLES = `
Examples:
  $ writ tokens make coder --kind agent --role operator --out ~/.writ-coder    # its id is printed, for an Agent document
  $ writ tokens make ada --kind person --role approver                         # its text is printed, this once
  $ writ tokens make coder --kind agent --role operator --task ticket-7 --expires 8h
  $ writ tokens list
  $ writ tokens revoke bf986b42a82301c9

Exit codes:
  0  done
  2  usage, or the control plane refused or did not answer`;

interface Flags extends ServerFlags {
  readonly format: "text" | "json";
}

interface MakeFlags extends Flags {
  readonly kind: PrincipalKind;
  readonly role: readonly Role[];
  readonly task?: string;
  readonly expires?: string;
  readonly out?: string;
}

/** Adds `writ tokens` with what it can do. */
export function addTokens(program: Command): void {
  const tokens = program
    .command("tokens")
    .summary("make, list and revoke the tokens by which callers prove who they are")
    .description("Makes, lists and revokes the tokens of a control plane, as its administrator.")
    .addHelpText("after", EXAMPLES);
  addMake(tokens);
  addList(tokens);
  addRevoke(tokens);
}

function addMake(tokens: Command): void {
  const command = tokens
    .command("make")
    .summary("make a token; its text is told this once")
    .description("Makes a token, and prints its text, or with --out its id.")
    .addArgument(new Argument("<name>", "what it is for"))
    .addOption(new Option("--kind <kind>", "whose it is").choices(PRINCIPAL_KINDS).makeOptionMandatory())
    .addOption(
      new Option("--role <role>", "what it may do (repeatable)")
        .choices(ROLES)
        .argParser(collectRoles)
        .makeOptionMandatory(),
    )
    .option("--task <id>", "on which task whoever has it works, as grants name tasks; it has an end then")
    .option(
      "--expires <time>",
      "when it ends: `8h` or `30d` from now, or as 2030-06-30T00:00:00Z (default: when it is revoked)",
    )
    .option("--out <file>", "write it into a new file that its owner alone may read")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES);
  addServerFlags(command).action(async (name: string, flags: MakeFlags) => {
    const { kind, role: roles, task = null, expires, out } = flags;
    const expiresAt = expires === undefined ? null : futureTimeOf("--expires", expires);
    const client = connect(flags);
    const make = () => client.makeToken({ name, kind, roles, task, expiresAt });
    const { token, ...made } = await (out === undefined ? make() : makeInto(out, make));
    if (flags.format === "json") return printJson(out === undefined ? { ...made, token } : made);
    process.stdout.write(`${printable(out === undefined ? token : made.id)}\n`);
  });
}

function collectRoles(value: string, earlier: readonly Role[] | undefined): readonly Role[] {
  if (!isRole(value)) throw new InvalidArgumentError(`Allowed choices are ${ROLES.join(", ")}.`);
  return [...(earlier ?? []), value];
}

function addList(tokens: Command): void {
  const command = tokens
    .command("list")
    .summary("list the tokens that hold")
    .description("Lists tokens, without their texts, which nobody has.")
    .option("--all", "also those that were revoked or are over")
    .addOption(formatOption());
  addServerFlags(command).action(async (flags: Flags & { readonly all?: boolean }) => {
    const all = await connect(flags).tokens();
    const shown = flags.all === true ? all : all.filter((one) => holds(one, Date.now()));
    if (flags.format === "json") return printJson(shown);
    process.stdout.write(tokensText(shown));
  });
}

function holds({ revokedAt, expiresAt }: TokenMessage, now: number): boolean {
  return revokedAt === null && (expiresAt === null || now < Date.parse(expiresAt));
}

function addRevoke(tokens: Command): void {
  const command = tokens
    .command("revoke")
    .summary("take a token back, for good")
    .description("Revokes a token: whoever has it proves nothing by it any more.")
    .argument("<id>", "its id, as `writ tokens list` shows it")
    .addOption(formatOption());
  addServerFlags(command).action(async (id: string, flags: Flags) => {
    const revoked = await connect(flags).revokeToken(id);
    if (flags.format === "json") return printJson(revoked);
    process.stdout.write(`revoked ${printable(revoked.id)} (${printable(revoked.name)})\n`);
  });
}

function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
