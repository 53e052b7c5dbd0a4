#!/usr/bin/env bash
# Which archive this machine needs, and where it is unpacked.
set -euo pipefail

case "$INPUT_VERSION" in
    *[!0-9A-Za-z.-]* | "") echo "::error::version must look like 0.1.0" >&2; exit 2 ;;
esac
system=$(uname -s)
machine=$(uname -m)
ending=tar.gz
case "$system/$machine" in
    Linux/x86_64) target=x86_64-unknown-linux-musl ;;
    Linux/aarch64 | Linux/arm64) target=aarch64-unknown-linux-musl ;;
    Darwin/x86_64) target=x86_64-apple-darwin ;;
    Darwin/arm64) target=aarch64-apple-darwin ;;
    MINGW*/x86_64 | MSYS*/x86_64 | CYGWIN*/x86_64) target=x86_64-pc-windows-msvc ending=zip ;;
    *) echo "::error::there is no copydesk for $system on $machine" >&2; exit 2 ;;
esac
{
    echo "archive=copydesk-v$INPUT_VERSION-$target.$ending"
    echo "folder=${RUNNER_TEMP:-/tmp}/copydesk-$INPUT_VERSION"
} >> "$GITHUB_OUTPUT"
