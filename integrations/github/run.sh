#!/usr/bin/env bash
# Runs one command of writ as the inputs of the action say. Inputs come by the environment alone, so that none of them is ever a part of a script.
set -uo pipefail

writ() {
  # A function is found by `command -v` as well; only files count here.
  if [ -n "$(type -P writ)" ]; then
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
  check) writ check -o "$WRIT_ACTION_FORMAT" ${policies[@]+"${policies[@]}"} -- "$WRIT_ACTION_PATH" ;;
  submit) writ submit plan --receipt "$WRIT_ACTION_RECEIPT" -o "$WRIT_ACTION_FORMAT" ${policies[@]+"${policies[@]}"} ${comment[@]+"${comment[@]}"} -- "$WRIT_ACTION_PATH" ;;
  apply) writ apply --receipt "$WRIT_ACTION_RECEIPT" ${policies[@]+"${policies[@]}"} -- "$WRIT_ACTION_PATH" ;;
  *)
    echo "::error::\`command\` must be check, submit or apply"
    (exit 2)
    ;;
esac
code=$?
echo "exit-code=$code" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
