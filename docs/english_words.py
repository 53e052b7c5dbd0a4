#!/usr/bin/env python3
"""Make rules/lexicons/english-*.txt: English words by how common they are.

    docs/english_words.py FOLDER

FOLDER has the word lists of SCOWL (http://wordlist.aspell.net; the Debian package `scowl` puts them
in /usr/share/dict/scowl). SCOWL grades words from 10 (the commonest) to 95; its licence allows to
copy, modify and distribute the lists with its notice, which the files made here carry.

Of each grade, only words are kept that the program cannot derive: those that are no regular
inflection of a word of the same or a commoner grade. Words of less than three letters and words
with a capital are left out.
"""
import os
import re
import sys

# The file, and the grades of SCOWL in it.
GRADES = [("english-1", (10,)), ("english-2", (20,)), ("english-3", (35, 40)), ("english-4", (50,))]
SPELLINGS = ("english", "american", "british", "british_z", "canadian")
ENDINGS = [
    ("ies", ["y"]), ("es", ["", "e"]), ("s", [""]), ("ied", ["y"]), ("ed", ["", "e"]), ("d", [""]),
    ("ying", ["ie"]), ("ing", ["", "e"]), ("ly", ["", "e", "le"]), ("er", ["", "e"]), ("est", ["", "e"]),
    ("ers", ["", "e"]), ("iest", ["y"]), ("ier", ["y"]), ("ily", ["y"]), ("ness", [""]),
    ("ment", [""]), ("ments", [""]),
]
NOTICE = """\
# English words of grade {grade} of 4: the {which} grades of SCOWL (Spell-Checker Oriented Word Lists),
# without regular inflections. Made by docs/english_words.py; do not edit.
#
# Copyright 2000-2020 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these
# word lists, the associated scripts, the output created from the scripts, and its documentation for
# any purpose is hereby granted without fee, provided that the above copyright notice appears in all
# copies and that both that copyright notice and this permission notice appear in supporting
# documentation. Kevin Atkinson makes no representations about the suitability of this array for any
# purpose. It is provided "as is" without express or implied warranty. All notices: docs/LICENSE-SCOWL.
"""


def words(folder, grade):
    for spelling in SPELLINGS:
        path = os.path.join(folder, f"{spelling}-words.{grade}")
        if os.path.exists(path):
            with open(path, encoding="latin-1") as lines:
                yield from (line.strip() for line in lines if re.fullmatch("[a-z]{3,}\n?", line))


def bases(word):
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            yield from (stem + letters for letters in instead)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def main():
    folder = sys.argv[1]
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "lexicons")
    seen = set()
    for number, (name, grades) in enumerate(GRADES, 1):
        fresh = {word for grade in grades for word in words(folder, grade)} - seen
        seen |= fresh
        kept = sorted(w for w in fresh if not any(len(b) >= 3 and b in seen for b in bases(w)))
        with open(os.path.join(out, f"{name}.txt"), "w", encoding="utf-8") as file:
            file.write(NOTICE.format(grade=number, which=" and ".join(map(str, grades))))
            file.write("\n".join(kept) + "\n")
        print(name, len(kept))


main()
