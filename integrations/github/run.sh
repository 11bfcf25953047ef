#!/usr/bin/env bash
# Runs one command of writ as the inputs of the action say. Inputs come by the environment alone, so that none of them is ever a part of a script.
set -uo pipefail

writ() {
  if command -v writ >/dev/null; then
    command writ "$@"
  else
    [ -e "$WRIT_ACTION/dist/apps/cli/main.js" ] || npm --prefix "$WRIT_ACTION" ci --no-audit --no-fund >&2 || return 2
    node "$WRIT_ACTION/bin/writ.js" "$@"
  fi
}

policies=()
while IFS= read -r line; do
  [ -n "$line" ] && policies+=(--policy "$line")
done <<<"${WRIT_ACTION_POLICIES:-}"

comment=()
[ "${WRIT_ACTION_COMMENT:-false}" = true ] && comment=(--comment github)

case "$WRIT_ACTION_COMMAND" in
  check) writ check "$WRIT_ACTION_PATH" -o "$WRIT_ACTION_FORMAT" ${policies[@]+"${policies[@]}"} ;;
  submit) writ submit plan "$WRIT_ACTION_PATH" --receipt "$WRIT_ACTION_RECEIPT" -o "$WRIT_ACTION_FORMAT" ${policies[@]+"${policies[@]}"} ${comment[@]+"${comment[@]}"} ;;
  apply) writ apply "$WRIT_ACTION_PATH" --receipt "$WRIT_ACTION_RECEIPT" ${policies[@]+"${policies[@]}"} ;;
  *)
    echo "::error::\`command\` must be check, submit or apply"
    (exit 2)
    ;;
esac
code=$?
echo "exit-code=$code" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
