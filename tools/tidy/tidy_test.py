#!/usr/bin/env python3
"""Each rule of tidy is shown red once, on a tree of one or two files, and green on a clean one."""

import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import tidy  # noqa: E402  (found beside this file)

HEADER = "// Answers one question.\n#pragma once\n"


def findings(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return tidy.Tidy(root).run()


def function(name, lines):
    return f"int {name}(int x,\n    int y) {{\n" + "  x += y;\n" * (lines - 3) + "}\n"


class TidyTest(unittest.TestCase):
    def assert_clean(self, files):
        self.assertEqual(findings(files), [])

    def assert_finds(self, path, text, *expected):
        """One finding, in `path`, which contains each of `expected`."""
        found = findings({path: text})
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(path + ":"), found[0])
        self.assertRegex(found[0], r"^[^:]+:\d+: \w+: .+; use .+ instead$")
        for part in expected:
            self.assertIn(part, found[0])

    def test_a_clean_tree_is_silent(self):
        self.assert_clean({
            "engine/base/time.hpp": HEADER + "#include <cstdint>\n",
            "engine/base/check.cpp": "#include <cstdio>\n#include <cstdlib>\nthread_local int h;\n",
            "engine/base/result.hpp": HEADER + "#include <tl/expected.hpp>\n",
            "engine/limiter/rate_limiter.cpp": '#include "engine/base/time.hpp"\n',
            "engine/master/master.cpp":
                '#include "engine/allocator/allocator.hpp"\n#include "engine/event/event.hpp"\n'
                '#include "engine/master/master.hpp"\n',
            "engine/loop/loop.cpp": '#include "engine/clock/clock.hpp"\n',
            "api/codec.cpp": '#include "api/mesos/v1/mesos.pb.h"\n#include "engine/base/id.hpp"\n',
            "scenarios/reader.cpp": '#include "api/meseta/scenario.pb.h"\n#include <random_x>\n',
            "backends/sim/world.cpp": '#include "scenarios/scenario.hpp"\n#include <functional>\n',
            "backends/linux/clock.cpp": "#include <chrono>\n#include <thread>\n",
            "cli/main.cpp": '#include "backends/sim/world.hpp"\n#include <iostream>\n',
            "tests/cli/run_test.cpp": '#include "cli/run.hpp"\n',
            "README.md": "Logs go to ./work/ and https://example.org/home/.\n",
        })

    def test_includes_go_down(self):
        for path, included in [
            ("engine/base/a.cpp", "engine/event/event.hpp"),
            ("engine/resources/a.cpp", "engine/event/event.hpp"),
            ("engine/event/a.cpp", "engine/allocator/allocator.hpp"),
            ("engine/clock/a.cpp", "engine/master/master.hpp"),
            ("engine/limiter/a.cpp", "engine/clock/clock.hpp"),
            ("engine/allocator/a.cpp", "engine/limiter/rate_limiter.hpp"),
            ("engine/master/a.cpp", "engine/agent/agent.hpp"),
            ("engine/agent/a.cpp", "engine/transport/transport.hpp"),
            ("engine/loop/a.cpp", "engine/master/master.hpp"),
            ("engine/scheduler/a.cpp", "api/codec.hpp"),
            ("workload/a.cpp", "report/summary.hpp"),
            ("report/a.cpp", "backends/sim/world.hpp"),
            ("scenarios/a.cpp", "backends/sim/world.hpp"),
            ("backends/sim/a.cpp", "backends/linux/reactor.hpp"),
            ("backends/sim/a.cpp", "api/codec.hpp"),
            ("backends/linux/a.cpp", "backends/sim/world.hpp"),
            ("cli/a.cpp", "tests/agent.hpp"),
        ]:
            with self.subTest(f"{path} {included}"):
                self.assert_finds(path, f'#include "{included}"\n', ":1: layer:",
                                  os.path.dirname(included))

    def test_includes_start_at_the_root(self):
        self.assert_finds("engine/base/a.cpp", '#include "time.hpp"\n', "include:", "root")

    def test_protobuf_stays_in_its_folders(self):
        for path in ["engine/base/a.cpp", "backends/sim/a.cpp", "cli/a.cpp", "tests/cli/a.cpp"]:
            with self.subTest(path):
                self.assert_finds(path, '#include "api/meseta/scenario.pb.h"\n', "protobuf:")

    def test_the_engine_includes_pure_headers_only(self):
        for header, instead in [
            ("chrono", "time.hpp"), ("thread", "event"), ("random", "choices.hpp"),
            ("unordered_map", "std::map"), ("filesystem", "event"), ("iostream", "history"),
            ("functional", "template"), ("cmath", "integers"), ("unistd.h", "backend"),
            ("cstdio", "text.hpp"), ("tl/expected.hpp", "result.hpp"),
            ("boost/container/flat_map.hpp", "pure C++"),
        ]:
            with self.subTest(header):
                self.assert_finds("engine/master/a.cpp", f"#include <{header}>\n", "header:", instead)

    def test_what_must_repeat_includes_nothing_that_does_not(self):
        for path in ["workload/a.cpp", "report/a.cpp", "scenarios/a.cpp", "backends/sim/a.cpp"]:
            for header in ["random", "chrono", "cmath", "unordered_set"]:
                with self.subTest(f"{path} {header}"):
                    self.assert_finds(path, f"#include <{header}>\n", "header:")

    def test_calls_that_do_not_repeat_are_banned(self):
        for code, instead in [
            ("int x = rand();", "choose()"),
            ("std::mt19937 g;", "choose()"),
            ("std::shuffle(a, b, g);", "choose()"),
            ("auto t = std::time(nullptr);", "`now`"),
            ("auto t = time(0);", "`now`"),
            ("std::hash<int> h;", "Digest"),
            ("std::unordered_map<int, int> m;", "std::map"),
        ]:
            for path in ["engine/base/a.cpp", "backends/sim/a.cpp"]:
                with self.subTest(f"{path} {code}"):
                    self.assert_finds(path, code + "\n", "ban:", instead)

    def test_calls_that_the_engine_may_not_make_are_banned(self):
        for code, instead in [
            ("std::function<void()> f;", "template"),
            ("double share = 0;", "integers"),
            ("float share = 0;", "integers"),
            ("auto x = std::floor(y);", "integers"),
            ("auto x = sqrt(y);", "integers"),
            ("thread_local int x;", "member"),
            ("assert(x);", "CHECK"),
            ('auto x = getenv("HOME");', "option"),
        ]:
            with self.subTest(code):
                self.assert_finds("engine/base/a.cpp", code + "\n", "ban:", instead)

    def test_bans_look_at_code_only(self):
        self.assert_clean({"engine/base/a.cpp":
            '// double rand()\n/* float\n double */\nauto s = "std::function double";\n'
            "int n = 1'000 + sample.time(0) + 0x1'0f;\nchar c = '\"';\nint redouble;\n"
            'auto r = R"(double)";\n'})

    def test_a_long_file_is_too_long(self):
        self.assert_clean({"engine/base/a.cpp": "int x;\n" * 400,
                           "engine/base/a.hpp": HEADER + "int x;\n" * 148})
        self.assert_finds("engine/base/a.cpp", "int x;\n" * 401, "size:", "401", "400")
        self.assert_finds("engine/base/a.hpp", HEADER + "int x;\n" * 149, "size:", "151", "150")
        self.assert_finds("tests/engine/base/a_test.cpp", "int x;\n" * 401, "size:")

    def test_a_long_function_is_too_long(self):
        around = "namespace meseta {{\nint early();\nstruct S {{\n" + "  int x;\n" * 80 + "}};\n{}}}  // ns\n"
        self.assert_clean({"cli/a.cpp": around.format(function("f", 70) + function("g", 70))})
        self.assert_finds("cli/a.cpp", around.format(function("f", 71) + function("g", 70)),
                          ":85: size:", "function f", "71", "70")

    def test_a_long_test_is_too_long(self):
        body = "  x();\n" * 70
        self.assert_finds("tests/cli/a.cpp", f"TEST(Suite, Name) {{\n{body}}}\n", "Suite.Name")

    def test_the_ratchet_holds_what_is_over_and_lets_it_only_shrink(self):
        ratchet = "tools/tidy/ratchet.txt"
        long_file = {"cli/a.cpp": "int x;\n" * 410, "cli/b.cpp": function("f", 80)}
        self.assert_clean({**long_file, ratchet: "# why\n410 cli/a.cpp\n80 cli/b.cpp f\n"})
        grown = findings({**long_file, ratchet: "405 cli/a.cpp\n80 cli/b.cpp f\n"})
        self.assertEqual(len(grown), 1)
        self.assertIn("grown to 410 lines from 405", grown[0])
        shrunk = findings({**long_file, ratchet: "412 cli/a.cpp\n80 cli/b.cpp f\n9 cli/c.cpp\n"})
        self.assertEqual(len(shrunk), 2)
        self.assertIn(f"{ratchet}:1: ratchet: cli/a.cpp shrank; use 410", shrunk[0])
        self.assertIn("no entry", shrunk[1])

    def test_words(self):
        for word in ["TO" "DO: later", "FIX" "ME", "XX" "X", "see /wo" "rk/x", '"/tm' 'p/x"']:
            with self.subTest(word):
                self.assert_finds("README.md", f"fine\n{word}\n", ":2: word:")

    def test_a_header_opens_with_a_comment(self):
        self.assert_finds("report/a.hpp", "#pragma once\n", "comment:")

    def test_a_header_is_guarded(self):
        self.assert_finds("report/a.hpp", "// A thing.\n", "pragma:")


if __name__ == "__main__":
    unittest.main()
