import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { runByShell } from "../files/read-files.ts";
import type { Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { actOnHost, readAddress } from "./host.ts";

const CURL = optionTable(
  `append,a anyauth basic compressed create-dirs crlf digest disable,q fail,f fail-early fail-with-body false-start form-escaped ftp-pasv get,G globoff,g head,I http1.0,0 http1.1 http2 http2-prior-knowledge http3 include,i insecure,k
  ipv4,4 ipv6,6 junk-session-cookies,j list-only,l location,L location-trusted manual,M negotiate netrc,n netrc-optional next,: no-alpn no-buffer,N no-keepalive no-clobber no-progress-meter no-sessionid ntlm parallel,Z
  parallel-immediate path-as-is post301 post302 post303 progress-bar,# raw remote-header-name,J remote-name,O remote-name-all remote-time,R remove-on-error retry-all-errors retry-connrefused show-error,S show-headers silent,s ssl ssl-reqd
  sslv2,2 sslv3,3 suppress-connect-headers tcp-fastopen tcp-nodelay tls-max= tlsv1,1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-time use-ascii,B verbose,v version,V help,h xattr proxy-insecure
  abstract-unix-socket= aws-sigv4= cacert= capath= cert,E= cert-type= ciphers= config,K= connect-timeout= connect-to= continue-at,C= cookie,b= cookie-jar,c= curves= data,d= data-ascii= data-binary= data-raw= data-urlencode= dns-servers=
  doh-url= dump-header,D= etag-compare= etag-save= expect100-timeout= form,F= form-string= ftp-port,P= header,H= interface= json= keepalive-time= key= key-type= limit-rate= local-port= max-filesize= max-redirs= max-time,m= netrc-file=
  noproxy= oauth2-bearer= output,o= output-dir= parallel-max= pass= pinnedpubkey= preproxy= proto= proto-default= proto-redir= proxy,x= proxy-header= proxy-user,U= quote,Q= postquote= prequote= random-file= range,r= rate= referer,e= request,X=
  request-target= resolve= retry= retry-delay= retry-max-time= socks4= socks4a= socks5= socks5-hostname= speed-limit,Y= speed-time,y= stderr= telnet-option,t= time-cond,z= trace= trace-ascii= unix-socket= upload-file,T= url= url-query= user,u= user-agent,A=
  variable= write-out,w=`,
);
const WGET = optionTable(
  `background,b debug,d quiet,q verbose,v no-verbose force-html,F continue,c timestamping,N server-response,S spider no-check-certificate recursive,r delete-after convert-links,k backup-converted,K mirror,m page-requisites,p strict-comments
  span-hosts,H relative,L no-parent no-directories force-directories,x no-host-directories no-clobber content-disposition trust-server-names no-cache no-cookies no-proxy https-only show-progress inet4-only,4 inet6-only,6 no-hsts version,V
  help,h adjust-extension,E no-config
  execute,e= output-file,o= append-output,a= input-file,i= base,B= config= output-document,O= start-pos= tries,t= timeout,T= dns-timeout= connect-timeout= read-timeout= limit-rate= wait,w= waitretry= quota,Q= bind-address= user= password= directory-prefix,P=
  default-page= http-user= http-password= header= compression= max-redirect= proxy-user= proxy-password= referer= user-agent,U= load-cookies= save-cookies= post-data= post-file= body-data= body-file= method= secure-protocol= certificate= private-key=
  ca-certificate= ca-directory= ftp-user= ftp-password= level,l= accept,A= reject,R= accept-regex= reject-regex= domains,D= exclude-domains= include-directories,I= exclude-directories,X= cut-dirs= use-askpass= report-speed= progress= retry-on-http-error= ignore-length hsts-file=`,
);

/** Options of `wget` with one dash and two letters. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["-nv", "--no-verbose"],
  ["-nc", "--no-clobber"],
  ["-nd", "--no-directories"],
  ["-nH", "--no-host-directories"],
  ["-np", "--no-parent"],
]);

const SENDS = [
  "data",
  "data-ascii",
  "data-binary",
  "data-raw",
  "data-urlencode",
  "form",
  "form-string",
  "json",
  "upload-file",
  "quote",
  "postquote",
  "prequote",
  "mail-from",
];
const READS_AT = [
  "variable",
  "data",
  "data-ascii",
  "data-binary",
  "data-urlencode",
  "form",
  "json",
  "header",
  "cookie",
];
const WRITES = [
  "unix-socket",
  "abstract-unix-socket",
  "output",
  "output-dir",
  "cookie-jar",
  "dump-header",
  "etag-save",
  "stderr",
  "trace",
  "trace-ascii",
];
const GETS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Reads `curl`: which hosts it asks, whether it sends data to them, and which files it reads and writes. */
export function readCurl(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, CURL);
  requireUnderstood(draft, call.program, parsed);
  if (parsed.has("config")) draft.unresolved("options-elsewhere", "`curl` reads more options from a file");
  const isUpdate = parsed.has("get") ? !isMethod(parsed, GETS) : parsed.has(...SENDS) || !isMethod(parsed, GETS);
  const urls = [...parsed.values("url"), ...parsed.operands];
  for (const url of urls) askHost(draft, url, { isUpdate, parsed });
  for (const name of ["proxy", "preproxy", "socks4", "socks4a", "socks5", "socks5-hostname", "doh-url"])
    for (const { text } of parsed.values(name)) actOnHost(draft, "update", readAddress(text, "http"));
  for (const { text } of [...parsed.values("connect-to"), ...parsed.values("resolve")]) redirect(draft, text);
  curlFiles(draft, parsed, urls);
  for (const { text } of parsed.values("write-out")) readFormat(draft, text);
}

/** What is told of a transfer may be told by a file, and in one. */
function readFormat(draft: Draft, text: string | null): void {
  if (text?.startsWith("@") === true) actOnFile(draft, "read", { text: text.slice(1), quoted: true });
  if (text === null || text.startsWith("@") || text.includes("%output{"))
    draft.unresolved("options-elsewhere", "`curl --write-out` may write to files that are not known");
}

function isMethod(parsed: ParsedOptions, methods: ReadonlySet<string>): boolean {
  const method = parsed.value("request");
  return method === undefined || (method.text !== null && methods.has(method.text.toUpperCase()));
}

function askHost(
  draft: Draft,
  { text }: Word,
  { isUpdate, parsed }: { isUpdate: boolean; parsed: ParsedOptions },
): void {
  if (text !== null && /^file:\/\//i.test(text)) return actOnFile(draft, "read", { text: text.slice(7), quoted: true });
  const address = readAddress(text, "http");
  // What is asked for in the address itself leaves the machine, too, where a part of it is not known.
  actOnHost(draft, isUpdate ? "update" : "read", address, { verified: !parsed.has("insecure") });
}

/** `HOST:PORT:ADDRESS` sends what is meant for one host to another. */
function redirect(draft: Draft, text: string | null): void {
  const parts = text?.replace(/^[+-]/, "").match(/\[[^\]]*\]|[^:]+/g) ?? [];
  actOnHost(draft, "update", readAddress(parts[2] ?? null, "tcp"));
}

function curlFiles(draft: Draft, parsed: ParsedOptions, urls: readonly Word[]): void {
  for (const name of READS_AT) for (const { text } of parsed.values(name)) readAt(draft, name, text);
  for (const name of ["upload-file", "netrc-file", "key", "cert", "config", "cacert"])
    for (const file of parsed.values(name)) if (file.text !== "-") actOnFile(draft, "read", file);
  if (parsed.has("netrc", "netrc-optional")) actOnFile(draft, "read", { text: "~/.netrc", quoted: false });
  for (const name of WRITES)
    for (const file of parsed.values(name)) if (file.text !== "-") actOnFile(draft, "update", file);
  if (parsed.has("remote-name", "remote-name-all"))
    for (const { text } of urls) actOnFile(draft, "update", lastStep(text));
}

/** `@file` and `name=@file` put in what is in a file. */
function readAt(draft: Draft, name: string, text: string | null): void {
  const file = text === null ? null : /^(?:[^=@]*=)?[@<](?<file>[^;]*)/.exec(text)?.groups?.["file"];
  if (text === null)
    return draft.unresolved("word-unknown", `What \`curl --${name}\` is given is not known, and may name a file`);
  if (name === "cookie" && !text.includes("=")) return actOnFile(draft, "read", { text, quoted: true });
  if (file != null && file !== "-" && name !== "cookie") actOnFile(draft, "read", { text: file, quoted: true });
}

function lastStep(url: string | null): Word {
  const step = url?.split(/[?#]/)[0]?.split("/").at(-1) ?? null;
  return { text: step === "" ? null : step, quoted: true };
}

/** Reads `wget` in the same terms. */
export function readWget(draft: Draft, call: Call): void {
  const words = call.words.map((word) => ({
    ...word,
    text: LETTERS.get(word.text ?? "") ?? word.text,
  }));
  const parsed = parseOptions(words, WGET);
  requireUnderstood(draft, call.program, parsed);
  if (parsed.has("execute", "config", "input-file"))
    draft.unresolved("options-elsewhere", "`wget` is told more than its words say");
  for (const { text } of parsed.values("use-askpass")) runByShell(draft, call.program, text);
  const isUpdate = parsed.has("post-data", "post-file", "body-data", "body-file") || wgetMethod(parsed);
  for (const { text } of parsed.operands)
    actOnHost(draft, isUpdate ? "update" : "read", readAddress(text, "http"), {
      verified: !parsed.has("no-check-certificate"),
    });
  wgetFiles(draft, parsed);
}

function wgetFiles(draft: Draft, parsed: ParsedOptions): void {
  for (const name of ["post-file", "body-file", "load-cookies", "private-key", "input-file", "config"])
    for (const file of parsed.values(name)) actOnFile(draft, "read", file);
  for (const name of ["output-document", "output-file", "append-output", "save-cookies", "directory-prefix"])
    for (const file of parsed.values(name)) if (file.text !== "-") actOnFile(draft, "update", file);
  if (!parsed.has("output-document", "spider", "directory-prefix"))
    for (const { text } of parsed.operands) actOnFile(draft, "update", lastStep(text));
}

function wgetMethod(parsed: ParsedOptions): boolean {
  const method = parsed.value("method");
  return method !== undefined && (method.text === null || !GETS.has(method.text.toUpperCase()));
}
