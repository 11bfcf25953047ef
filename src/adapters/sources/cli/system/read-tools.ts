import { SECRET_NAME } from "#core/kinds";
import type { Draft } from "../draft.ts";
import { tellVariable } from "../environment.ts";
import { actOnFile } from "../files/file.ts";
import { runByShell } from "../files/read-files.ts";
import { invoke, type Call } from "../invoked.ts";
import { actOnHost, readAddress } from "../network/host.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";

const MAN = optionTable(
  "pager,P= html,H? config-file,C= manpath,M= local-file,l systems,m= preprocessor,p= locale,L= extension,e= sections,S,s= all,a apropos,k whatis,f where,path,location,w where-cat,W global-apropos,K regex wildcard names-only debug,d default,D update,u encoding,E= no-subpages troff,t ditroff,Z gxditview,X? troff-device,T? prompt,r= ascii,7 catman,c help,h version,V no-hyphenation,nh no-justification,nj warnings?",
);
const PING = optionTable(
  "4 6 a A b B d D f h L n O q r R U v V c= i= I= l= m= M= p= Q= s= S= t= T= w= W= F= N= C= H e= k= P= x=",
  { abbreviates: false },
);

/** Reads `man`, which runs what shows a page. */
export function readMan(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, MAN);
  for (const { text } of parsed.values("pager")) runByShell(draft, call.program, text);
  if (parsed.has("html", "config-file", "manpath", "preprocessor", "gxditview", "troff-device"))
    draft.unresolved("options-elsewhere", "`man` is told to use programs or pages that are not known");
  if (parsed.has("local-file")) for (const page of parsed.operands) actOnFile(draft, "read", page);
}

/** Reads `printenv`: variables by their names tell nothing secret where no name is that of a secret. */
export function readPrintenv(draft: Draft, call: Call): void {
  const names = call.words.filter(({ text }) => text !== "-0" && text !== "--null");
  if (names.length === 0 || names.some(({ text }) => text === null)) return invoke(draft, call);
  for (const { text } of names) if (text !== null && SECRET_NAME.test(text)) tellVariable(draft, text);
}

/** Reads `ping`, whose packets carry what they are told to. */
export function readPing(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, PING);
  requireUnderstood(draft, call.program, parsed);
  for (const { text } of parsed.operands) actOnHost(draft, "update", readAddress(text, "icmp"));
}
