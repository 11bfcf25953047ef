import type { ReachTrait } from "#core/model";
import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile, actOnNamed } from "../files/file.ts";
import { runByShell } from "../files/read-files.ts";
import { invoke, type Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { runElsewhere } from "./elsewhere.ts";
import { actOnHost, readAddress, readRemote } from "./host.ts";

const SSH = optionTable(
  "4 6 A a C f G g K k M N n q s T t V v X x Y y B= b= c= D= E= e= F= I= i= J= L= l= m= O= o= P= p= Q= R= S= W= w=",
  { endAtOperand: true, abbreviates: false },
);
const SCP = optionTable("3 4 6 A B C O p q R r,recursive T v c= D= F= i= J= l= o= P= S= X=", {
  abbreviates: false,
});
const RSYNC = optionTable(
  `archive,a verbose,v quiet,q recursive,r relative,R update,u inplace append dirs,d links,l copy-links,L copy-unsafe-links safe-links hard-links,H perms,p executability,E acls,A xattrs,X owner,o group,g devices specials D times,t atimes,U
  omit-dir-times,O super fake-super sparse,S dry-run,n whole-file,W one-file-system,x existing ignore-existing remove-source-files del delete delete-before delete-during delete-after delete-delay delete-excluded ignore-errors force partial P
  delay-updates prune-empty-dirs,m numeric-ids compress,z stats human-readable,h progress itemize-changes,i checksum,c fuzzy,y size-only ignore-times,I cvs-exclude,C from0,0 protect-args,s secluded-args ipv4,4 ipv6,6 list-only version,V no-motd no-perms no-owner no-group no-o no-g no-p
  rsh,e= rsync-path= exclude= exclude-from= include= include-from= files-from= filter,f= chmod= chown= bwlimit= max-size= min-size= max-delete= timeout= contimeout= port= temp-dir,T= backup,b backup-dir= suffix= compare-dest= copy-dest= link-dest= partial-dir= log-file= log-file-format= password-file= out-format= info= debug= block-size,B= compress-level= modify-window= stop-after= address= sockopts= usermap= groupmap= write-batch= read-batch= only-write-batch= iconv= remote-option,M=`,
);
const NC = optionTable(
  "4 6 c d D e= F h k l n N r S t u U v z b C i= I= M= m= O= P= p= q= s= T= V= W= w= X= x= exec= sh-exec= listen ssl",
  { abbreviates: false },
);
const REMOTE = /^(?:[^/@]*@)?(?:\[[^\]]*\]|[^/:]+):/;
const RUNS_HERE = /^\s*(?:proxycommand|localcommand|knownhostscommand|match)\b/i;

/** Reads `ssh`: a session on a host, and the script that runs there. */
export function readSsh(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, SSH);
  requireUnderstood(draft, call.program, parsed);
  const [host, ...rest] = parsed.operands;
  for (const { text } of parsed.values("o")) optionOfSsh(draft, text);
  actOnNamed(draft, "read", parsed, ["F", "i", "I"]);
  for (const { text } of parsed.values("J"))
    for (const jump of text?.split(",") ?? [null]) actOnHost(draft, "invoke", readRemote(jump, "ssh"));
  if (host === undefined) return;
  const { text: port } = parsed.value("p") ?? { text: "22" };
  actOnHost(draft, "invoke", {
    ...readRemote(host.text, "ssh"),
    ...(Number(port) > 0 && { port: Number(port) }),
  });
  if (rest.length > 0) runElsewhere(draft, call.program, rest);
}

/** Options may name a program that runs here. */
function optionOfSsh(draft: Draft, option: string | null): void {
  const command =
    option === null
      ? null
      : /^\s*(?:proxycommand|localcommand|knownhostscommand)\s*[= ]\s*(?<command>.*)$/is.exec(option)?.groups?.[
          "command"
        ];
  if (command != null) runByShell(draft, "ssh", command);
  else if (option === null || RUNS_HERE.test(option))
    draft.unresolved("option-unknown", "An option of `ssh` is not known, and may run a program here");
}

/** Reads `scp` and `sftp`: which files go where. */
export function readScp(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, SCP);
  requireUnderstood(draft, call.program, parsed);
  for (const { text } of parsed.values("o")) optionOfSsh(draft, text);
  for (const { text } of parsed.values("S")) runByShell(draft, call.program, text);
  copy(draft, parsed.operands, parsed.has("recursive", "r") ? ["recursive"] : []);
}

/** Reads `rsync`: which files go where, what is deleted there, and what else it runs. */
export function readRsync(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, RSYNC);
  requireUnderstood(draft, call.program, parsed);
  for (const { text } of parsed.values("rsh")) if (text !== "ssh") runByShell(draft, call.program, text);
  if (parsed.has("rsync-path", "filter", "remote-option"))
    draft.unresolved("option-unknown", "What `rsync` runs on the other side is not known");
  actOnNamed(draft, "update", parsed, ["log-file", "backup-dir", "partial-dir", "temp-dir", "write-batch"]);
  actOnNamed(draft, "read", parsed, ["password-file", "files-from", "exclude-from", "include-from"]);
  if (parsed.has("dry-run")) return copyFrom(draft, parsed.operands, []);
  copy(draft, parsed.operands, parsed.has("archive", "recursive") ? ["recursive"] : []);
  if (parsed.names().some((name) => name.startsWith("del"))) deleteAt(draft, parsed.operands.at(-1));
  if (parsed.has("remove-source-files")) for (const file of parsed.operands.slice(0, -1)) deleteAt(draft, file);
}

function deleteAt(draft: Draft, target: Word | undefined): void {
  if (target === undefined) return;
  const traits = ["recursive", "reach-many", "irreversible"] as const;
  if (isRemote(target)) actOnHost(draft, "update", readRemote(target.text, "ssh"), { traits });
  else actOnFile(draft, "delete", target, { traits });
}

function copy(draft: Draft, words: readonly Word[], traits: readonly ReachTrait[]): void {
  copyFrom(draft, words.slice(0, -1), traits);
  const target = words.at(-1);
  if (target === undefined) return;
  if (isRemote(target)) actOnHost(draft, "update", readRemote(target.text, "ssh"));
  else actOnFile(draft, "update", target, { traits });
}

function copyFrom(draft: Draft, words: readonly Word[], traits: readonly ReachTrait[]): void {
  for (const word of words) {
    if (isRemote(word)) actOnHost(draft, "read", readRemote(word.text, "ssh"));
    else actOnFile(draft, "read", word, { traits });
  }
}

function isRemote({ text }: Word): boolean {
  return text !== null && (REMOTE.test(text) || text.includes("://"));
}

/** Reads `nc` and `telnet`: a connection through which anything may go, and the program that is tied to it. */
export function readNetcat(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, NC);
  requireUnderstood(draft, call.program, parsed);
  for (const name of ["e", "exec", "sh-exec"])
    for (const { text } of parsed.values(name)) runByShell(draft, call.program, text);
  if (parsed.has("c", "l", "listen")) return invoke(draft, call, "remote");
  const [host, port] = parsed.operands;
  if (host === undefined) return invoke(draft, call);
  const known = port?.text == null ? null : Number.parseInt(port.text, 10);
  const verb = parsed.has("z") ? "read" : "update";
  actOnHost(draft, verb, {
    ...readAddress(host.text, call.program === "telnet" ? "telnet" : "tcp"),
    port: known,
  });
}
