#!/usr/bin/env bash
# Runs copydesk once: annotations on standard output, figures for the next steps. Inputs come through
# the environment and are never evaluated: one a line, each an argument as it is.
set -euo pipefail

program="$FOLDER/copydesk"
[ -x "$program" ] || program="$FOLDER/copydesk.exe"
arguments=(check --output-format github --output-format "json:${RUNNER_TEMP:-/tmp}/copydesk.json" --fail-on "$INPUT_FAIL_ON")
while IFS= read -r line; do
    [ -n "$line" ] && arguments+=("$line")
done <<< "${INPUT_ARGS:-}"
arguments+=(--)
while IFS= read -r line; do
    [ -n "$line" ] && arguments+=("$line")
done <<< "${INPUT_PATHS:-.}"
[ "${INPUT_SUMMARY:-true}" = "true" ] || unset GITHUB_STEP_SUMMARY

status=0
"$program" "${arguments[@]}" || status=$?
count() {
    tail -n 1 "${RUNNER_TEMP:-/tmp}/copydesk.json" | sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"
}
{
    echo "errors=$(count errors)"
    echo "warnings=$(count warnings)"
} >> "$GITHUB_OUTPUT"
exit "$status"
