#!/usr/bin/env python3
"""Rules, and what shows that they are kept.

A list of rules (tests/rules/*.txt) has a rule on each line: `id | rule | what shows it`. The last
field names tests (Suite.Name) and transcripts (a path), separated by commas, or says `departs: ...`
or `later: ...`, and why. A finding is a line that says none of these, or names what is not there:

    PATH:LINE: what is wrong
"""

import glob
import os
import re
import sys

LISTS = "tests/rules/*.txt"
SOURCES = "tests/**/*.cpp"
TEST = re.compile(r"\b(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\(\s*(\w+),\s*(\w+)")
TRANSCRIPT = re.compile(r"tests/transcripts/[\w/]+\.txt")
REASON = re.compile(r"(departs|later):\s*(.*)", re.S)


def tests_in(root):
    """The names of all tests below tests/, as Suite.Name."""
    names = set()
    for path in glob.glob(os.path.join(root, SOURCES), recursive=True):
        with open(path, encoding="utf-8") as source:
            names.update(".".join(found) for found in TEST.findall(source.read()))
    return names


def fault_of(shown, root, tests):
    """What is wrong with the last field of a rule, or nothing."""
    if not shown:
        return "nothing shows it; expected tests, transcripts, `departs: why` or `later: what`"
    reason = REASON.match(shown)
    if reason:
        return "" if reason.group(2) else f"`{reason.group(1)}:` without a reason"
    for name in (part.strip() for part in shown.split(",")):
        if TRANSCRIPT.fullmatch(name):
            if not os.path.isfile(os.path.join(root, name)):
                return f"no transcript {name}"
        elif name not in tests:
            return f"no test '{name}'"
    return ""


def findings(root):
    """All findings, in the order of lists and lines."""
    tests = tests_in(root)
    found = []
    ids = set()
    count = 0
    for path in sorted(glob.glob(os.path.join(root, LISTS))):
        with open(path, encoding="utf-8") as rules:
            lines = rules.read().splitlines()
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            fields = [field.strip() for field in line.split("|")]
            count += 1
            where = f"{os.path.relpath(path, root)}:{number}: "
            if len(fields) != 3 or not fields[0] or not fields[1]:
                found.append(where + "expected `id | rule | what shows it`")
                continue
            if fields[0] in ids:
                found.append(where + f"'{fields[0]}' is there twice")
            ids.add(fields[0])
            fault = fault_of(fields[2], root, tests)
            if fault:
                found.append(where + f"{fields[0]}: {fault}")
    if count == 0:
        found.append(f"{LISTS}: no rules")
    return found


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    found = findings(root)
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
