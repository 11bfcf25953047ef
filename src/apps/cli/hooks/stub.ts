import { CANARY_EVENTS, NOT_GOVERNED } from "#apps/hook";

/** Where a stub asks, and by which token. */
export interface StubSetting {
  /** `host` and `port` of this machine, or the path of a socket. */
  readonly server: { readonly host: string; readonly port: number } | { readonly socket: string };
  /** The absolute path of the file with the token. */
  readonly tokenFile: string;
  /** How long it waits for an answer; absent for as long as it may. */
  readonly waitSeconds?: number;
}

/** How long a stub waits for an answer: less than any client waits for a hook, because a client that stops waiting goes ahead. */
const MOST_SECONDS = 20;

/**
 * The program that a client starts before each act: a script for bash that starts nothing else, because starting Node takes twenty times as long. `$1` is the
 * client; with `--canary` as `$2` it asks whether what must be denied is denied, in place of the event on its standard input.
 *
 * INVARIANT (stub-fail-closed): it ends with 0 only after a whole answer of the control plane, and else with 2 and a reason on standard error. `-p` keeps variables of
 * the environment from changing what it does, and since it is one compound command, bash runs nothing of a file that was cut off.
 */
export function stubScript({ server, tokenFile, waitSeconds = MOST_SECONDS }: StubSetting): string {
  const isSocket = "socket" in server;
  const where = isSocket
    ? setting("socket", server.socket)
    : setting("host", server.host) + setting("port", String(server.port));
  const settings = `${setting("token_file", tokenFile)}${where}wait=${waitSeconds}\n`;
  return `${HEAD}${settings}${COMMON}${isSocket ? OVER_SOCKET : OVER_TCP}${END}`;
}

/** A text as one word of a shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function setting(name: string, value: string): string {
  return `${name}=${shellWord(value)}\n`;
}

const HEAD = `#!/bin/bash -p
{
# Asks Writ whether the agent of a coding assistant may go on. Written by \`writ install\`; \`writ install <client> --undo\` takes it out.
`;

/** `read -N` takes what comes in blocks, where every other way of `read` takes single bytes from a pipe or a connection; versions before 5 may lack it. */
const COMMON = String.raw`LC_ALL=C
fail() { printf 'writ: %s; what is not decided is not allowed\n' "$1" >&2; exit 2; }
trap 'fail "the hook was ended"' HUP INT TERM PIPE
case $1 in claude-code | codex | gemini | cursor) ;; *) fail "the hook was started for no client that is known" ;; esac
all=(-r -N 16777217)
(( BASH_VERSINFO[0] >= 5 )) || all=(-r -d '')
IFS= read -r token < "$token_file" || [[ -n $token ]] || fail "the token cannot be read"
[[ $token =~ ^[!-~]+$ ]] || fail "the file of the token holds none"
if [[ $2 = --canary ]]; then
  event=CANARY
else
  IFS= read "${"$"}{all[@]}" event
fi
[[ -n $event ]] || fail "the client sent no event"
(( ${"$"}{#event} <= 16777216 )) || fail "the event is longer than is read"
`.replace("event=CANARY", `case $1 in\n${canaryCases()}  esac`);

/**
 * Opening a connection ends by itself before any client stops waiting, and reading is bounded here; writing waits for whoever does not read what is more than
 * its connection holds, so that another process ends this one then.
 */
const OVER_TCP = String.raw`{ exec 3<>"/dev/tcp/$host/$port"; } 2> /dev/null || fail "the control plane does not answer"
if (( ${"$"}{#event} > 65536 )); then
  ( /bin/sleep "$wait"; kill -KILL $$ ) < /dev/null &> /dev/null 3>&- &
  trap "kill $!" EXIT
fi
printf 'POST /v1/hooks/%s HTTP/1.1\r\nHost: %s:%s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
  "$1" "$host" "$port" "$token" "${"$"}{#event}" "$event" >&3 || fail "the control plane does not listen"
IFS= read "${"$"}{all[@]}" -t "$wait" -u 3 message
end=$'\r\n'
head=${"$"}{message%%"$end$end"*}$end
answer=${"$"}{message:${"$"}{#head}+2}
[[ $message = "HTTP/1.1 "* ]] || fail "the control plane gave no answer in time, or something else did"
(( ${"$"}{#head} <= 16384 )) && [[ $head =~ $end[Cc]ontent-[Ll]ength:\ ([0-9]{1,9})$end ]] || fail "the answer says not how long it is"
(( ${"$"}{#answer} == 10#${"$"}{BASH_REMATCH[1]} )) || fail "the answer is not whole"
status=${"$"}{message:9:3}
`;

/** The token is a header in a file, since arguments can be seen by everybody on the machine. */
const OVER_SOCKET = String.raw`answer=$(printf 'header = "Authorization: Bearer %s"\n' "$token" | curl -q --silent --noproxy '*' --max-time "$wait" --unix-socket "$socket" \
  --header 'Content-Type: application/json' --data-binary @/dev/fd/4 --write-out '\n%{http_code}' --config - "http://localhost/v1/hooks/$1" 4<<< "$event") \
  || fail "the control plane does not answer"
status=${"$"}{answer##*$'\n'}
answer=${"$"}{answer%$'\n'*}
`;

const END = String.raw`[[ $status = 200 ]] || fail "$answer"
[[ $answer = \{*\} ]] || fail "the answer is none that a client can read"
if [[ $2 = --canary ]]; then
  [[ $answer =~ \"(permissionDecision|decision|permission)\":\"deny\" ]] || fail "NOT_GOVERNED"
  answer='{}'
fi
printf '%s\n' "$answer" || fail "the client does not listen"
exit 0
}
`.replace("NOT_GOVERNED", NOT_GOVERNED);

function canaryCases(): string {
  return Object.entries(CANARY_EVENTS)
    .map(([client, event]) => `  ${client}) event=${shellWord(event)} ;;\n`)
    .join("");
}
