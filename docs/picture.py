#!/usr/bin/env python3
"""Draws docs/newsroom.svg: what the program prints in an 80-column terminal, as it prints it.

    cargo build --release && python3 docs/picture.py

Runs the program in a pseudo-terminal and turns its colours into SVG. Needs nothing but Python.
"""
import fcntl
import html
import os
import pty
import re
import struct
import sys
import termios

COLUMNS, SIZE, LINE, MARGIN = 80, 14, 20, 18
COLOURS = {"31": "#ff6b6b", "33": "#e5c07b", "32": "#98c379", "34": "#61afef", "36": "#56b6c2"}
STORIES = ["examples/newsroom/content/news/fishing-fleet.md", "examples/newsroom/content/news/slip-contract.md"]
COMMAND = ["target/release/copydesk", "check", *STORIES]


def output():
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        os.environ["TERM"] = "xterm-256color"
        os.execv(COMMAND[0], COMMAND)
    data = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        data += piece
    os.waitpid(pid, 0)
    return data.decode().replace("\r\n", "\n").rstrip("\n")


def wrapped(line):
    """The rows that a terminal makes of a line."""
    rows, row, width = [], "", 0
    for piece in re.findall(r"\x1b\[[0-9;]*m|.", line):
        if not piece.startswith("\x1b"):
            if width == COLUMNS:
                rows.append(row)
                row, width = "", 0
            width += 1
        row += piece
    return rows + [row]


def spans(line, style):
    out, column = [], 0
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if code:
            for part in (code.group(1) or "0").split(";"):
                if part == "0":
                    style = {}
                elif part == "1":
                    style = {**style, "font-weight": "bold"}
                elif part in COLOURS:
                    style = {**style, "fill": COLOURS[part]}
        elif piece:
            attributes = "".join(f' {name}="{value}"' for name, value in style.items())
            x = MARGIN + column * SIZE * 0.6
            out.append(f'<tspan x="{x:.1f}"{attributes}>{html.escape(piece)}</tspan>')
            column += len(piece)
    return "".join(out), style


def main():
    printed = output().replace("examples/newsroom/content/", "").split("\n")
    command = "\x1b[1m$ copydesk check news/fishing-fleet.md news/slip-contract.md\x1b[0m"
    lines = [row for line in [command, *printed] for row in wrapped(line)]
    width = MARGIN * 2 + COLUMNS * SIZE * 0.6
    height = MARGIN * 2 + LINE * len(lines)
    rows, style = [], {}
    for number, line in enumerate(lines):
        text, style = spans(line, style)
        rows.append(f'<text y="{MARGIN + LINE * (number + 0.75):.1f}" xml:space="preserve">{text}</text>')
    body = "\n".join(rows)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="copydesk reports planted faults">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#1e222a"/>\n'
        f'<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" '
        f'font-size="{SIZE}" fill="#d7dae0">\n{body}\n</g>\n</svg>\n'
    )
    with open("docs/newsroom.svg", "w", encoding="utf-8") as file:
        file.write(svg)


if __name__ == "__main__":
    sys.exit(main())
