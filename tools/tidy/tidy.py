#!/usr/bin/env python3
"""tidy: does the tree follow its own architecture?

Checks include directions, bans, sizes and words, as told by rules.py, on the whole repository.
Prints FILE:LINE: rule: message; use X instead. Exit status 1 if anything was printed.

    tools/tidy/tidy.py [ROOT]
"""

import os
import re
import subprocess
import sys

import rules

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')

# Comments, strings and characters, so that bans look at code alone. A quote after a digit is a
# digit separator, not the start of a character.
NOT_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


def under(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def code_lines(text):
    """The lines of `text` with everything that is not code blanked out."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group())
    return NOT_CODE.sub(blank, text).split("\n")


class Tidy:
    def __init__(self, root):
        self.root = root
        self.findings = []
        self.oversized = {}  # (path, function name or "") -> (lines, limit, line number)

    def report(self, path, line, rule, message, instead):
        self.findings.append((path, line, f"{path}:{line}: {rule}: {message}; use {instead} instead"))

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8") as file:
            return file.read()

    def run(self):
        for path in sorted(list_files(self.root)):
            suffix = os.path.splitext(path)[1]
            if suffix not in rules.TEXT_SUFFIXES and path not in rules.TEXT_NAMES:
                continue
            text = self.read(path)
            self.check_words(path, text)
            if suffix in (".cpp", ".hpp"):
                self.check_includes(path, text)
                self.check_bans(path, text)
                self.check_sizes(path, suffix, text)
            if suffix == ".hpp":
                self.check_header(path, text)
        self.check_ratchet()
        return [text for _, _, text in sorted(self.findings)]

    def check_includes(self, path, text):
        layer = layer_of(path)
        for number, line in enumerate(text.split("\n"), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            if match.group(1) == "<":
                self.check_system_include(path, number, match.group(2))
            else:
                self.check_own_include(path, number, layer, match.group(2))

    def check_own_include(self, path, number, layer, included):
        if included.endswith(".pb.h") and not under(path, rules.PROTOBUF_USERS):
            self.report(path, number, "protobuf", f"{included} outside api/ and scenarios/",
                        "the engine's types, which api/'s codec translates")
            return
        target = layer_of(included)
        if layer is None:
            return
        if target is None:
            self.report(path, number, "include", f"{included} is in no layer",
                        "the path from the root of the repository")
        elif target != layer and not under(target, rules.LAYERS[layer]):
            allowed = ", ".join(rules.LAYERS[layer]) or "nothing but itself"
            self.report(path, number, "layer", f"{layer} may not include {target}",
                        f"what it may include ({allowed})")

    def check_system_include(self, path, number, included):
        if under(path, ["engine"]):
            extra = rules.ENGINE_HEADERS_BY_FILE.get(path, set())
            if included not in rules.ENGINE_HEADERS and included not in extra:
                instead = rules.ENGINE_INSTEAD.get(included, rules.ENGINE_INSTEAD_DEFAULT)
                self.report(path, number, "header", f"<{included}> in the engine", instead)
        elif under(path, rules.DETERMINISTIC) and included in rules.DETERMINISTIC_HEADERS:
            self.report(path, number, "header", f"<{included}> in {layer_of(path)}",
                        rules.DETERMINISTIC_HEADERS[included])

    def check_bans(self, path, text):
        bans = []
        if under(path, rules.DETERMINISTIC):
            bans += rules.DETERMINISTIC_CALLS
        if under(path, ["engine"]):
            exempt = rules.ENGINE_CALLS_EXEMPT.get(path, set())
            bans += [ban for ban in rules.ENGINE_CALLS if ban[1] not in exempt]
        if not bans:
            return
        for number, line in enumerate(code_lines(text), 1):
            if line.lstrip().startswith("#"):
                continue
            for pattern, what, instead in bans:
                if re.search(pattern, line):
                    self.report(path, number, "ban", f"{what} in {layer_of(path)}", instead)

    def check_sizes(self, path, suffix, text):
        lines = text.count("\n")
        if lines > rules.LINES_MAX[suffix]:
            self.oversized[path, ""] = (lines, rules.LINES_MAX[suffix], 1)
        for name, start, length in functions(text):
            if length > rules.FUNCTION_LINES_MAX:
                self.oversized[path, name] = (length, rules.FUNCTION_LINES_MAX, start)

    def check_ratchet(self):
        """What is over may not grow, what is under may not cross, what shrinks stays shrunk."""
        ratchet_path = "tools/tidy/ratchet.txt"
        allowed = {}
        if os.path.exists(os.path.join(self.root, ratchet_path)):
            for number, line in enumerate(self.read(ratchet_path).split("\n"), 1):
                words = line.split("#")[0].split()
                if words:
                    allowed[words[1], words[2] if len(words) > 2 else ""] = (int(words[0]), number)

        for (path, name), (lines, limit, start) in self.oversized.items():
            what = f"function {name} has" if name else "the file has"
            if (path, name) not in allowed:
                self.report(path, start, "size", f"{what} {lines} lines, over {limit}",
                            "two of them, each about one thing,")
            elif lines > allowed[path, name][0]:
                self.report(path, start, "size",
                            f"{what} grown to {lines} lines from {allowed[path, name][0]}",
                            "a new file for what is new")
        for (path, name), (lines, number) in allowed.items():
            now = self.oversized.get((path, name), (0, 0, 0))[0]
            if now < lines:
                instead = f"{now}" if now else "no entry, it is within its limit,"
                self.report(ratchet_path, number, "ratchet", f"{path} {name}".strip() + " shrank",
                            instead)

    def check_words(self, path, text):
        if under(path, rules.WORDS_EXEMPT):
            return
        for number, line in enumerate(text.split("\n"), 1):
            for pattern, what, instead in rules.WORDS:
                match = re.search(pattern, line)
                if match:
                    self.report(path, number, "word", f"{match.group()} is {what}", instead)

    def check_header(self, path, text):
        if not text.startswith("//"):
            self.report(path, 1, "comment", "a header opens by saying what question it answers",
                        "a comment on its first line")
        if not re.search(r"^#pragma once$", text, re.MULTILINE):
            self.report(path, 1, "pragma", "no guard against a second inclusion", "#pragma once")


def layer_of(path):
    """The longest folder of LAYERS that `path` lies in, or None."""
    found = [folder for folder in rules.LAYERS if under(path, [folder])]
    return max(found, key=len, default=None)


def functions(text):
    """(name, first line, length) of functions at column 0, in clang-formatted code.

    A declaration starts at a line without indentation; if a bare `}` follows before the next such
    line, it was a function, and that is its end. Types and tables end in `};`.
    """
    start = name = None
    for number, line in enumerate(code_lines(text), 1):
        if not line.strip() or line[0] in " \t#":
            continue
        if line.startswith("}"):
            if start and line.rstrip() == "}":
                yield name, start, number - start + 1
            start = None
        elif start is None or not line.startswith((")", "{")):
            is_scope = re.match(r"(inline )?namespace\b|extern\s+\"|extern\s+\{", line)
            start = None if is_scope or line.rstrip().endswith(";") else number
            name = declared_name(line)


def declared_name(line):
    """What a declaration's first line declares: Master::handle, or Suite.Name of a TEST."""
    test = re.match(r"(?:TEST|TEST_F|TEST_P|RC_GTEST_\w+)\((\w+), (\w+)", line)
    if test:
        return f"{test.group(1)}.{test.group(2)}"
    called = re.search(r"([\w:~]+|operator\S+)\s*\(", line)
    return called.group(1) if called else line.split()[0]


def list_files(root):
    """Paths below root: as git sees them, or all, where there is no git."""
    if os.path.exists(os.path.join(root, ".git")):
        git = subprocess.run(
            ["git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard"],
            capture_output=True, text=True, check=False)
        if git.returncode == 0:
            return [path for path in git.stdout.splitlines()
                    if os.path.isfile(os.path.join(root, path))]
    paths = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders
                      if not name.startswith("build") and name not in (".git", "__pycache__")]
        paths += [os.path.relpath(os.path.join(folder, name), root) for name in files]
    return paths


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..", "..")
    findings = Tidy(os.path.abspath(root)).run()
    for finding in findings:
        print(finding)
    if findings:
        print(f"tidy: {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
