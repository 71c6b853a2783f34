#!/usr/bin/env python3
"""Each finding about a list of rules is shown red once, and a good list green."""

import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import rules  # noqa: E402  (found beside this file)

TESTS = {
    "tests/engine/a_test.cpp": "TEST(Suite, Name) {\n}\nTEST_F(Fixture, OfIts) {}\n"
                               "RC_GTEST_PROP(Property,\n              Holds, ()) {}\n",
    "tests/transcripts/allocator/a.txt": "subject allocator\n",
}


def findings(text, files=None):
    with tempfile.TemporaryDirectory() as root:
        for path, content in {**TESTS, **(files or {}), "tests/rules/a.txt": text}.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(content)
        return rules.findings(root)


class RulesTest(unittest.TestCase):
    def assert_finds(self, line, expected):
        """One finding, on the second line of the list, which contains `expected`."""
        found = findings(f"# why\n{line}\n")
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith("tests/rules/a.txt:2: "), found[0])
        self.assertIn(expected, found[0])

    def test_a_good_list(self):
        self.assertEqual(findings("# why\n\na | it is so | Suite.Name\nb | so | Fixture.OfIts, Property.Holds\n"
                                  "c | so | tests/transcripts/allocator/a.txt, Suite.Name\n"
                                  "d | so | departs: it starves, see there\ne | so | later: maintenance\n"), [])

    def test_a_line_has_three_fields(self):
        for line in ["a", "a | so", "a | so | Suite.Name | more", " | so | Suite.Name",
                     "a | | Suite.Name"]:
            with self.subTest(line):
                self.assert_finds(line, "expected `id | rule")

    def test_a_rule_that_nothing_shows(self):
        self.assert_finds("a | so | ", "a: nothing shows it")

    def test_tests_that_are_not_there(self):
        for name in ["Suite.Other", "Other.Name", "Suite.Nam", "Suite", "engine/a_test.cpp", "Suite.Name,"]:
            with self.subTest(name):
                self.assert_finds(f"a | so | Suite.Name, {name}", "a: no test '")

    def test_transcripts_that_are_not_there(self):
        self.assert_finds("a | so | tests/transcripts/allocator/b.txt", "a: no transcript")

    def test_a_departure_has_a_reason(self):
        self.assert_finds("a | so | departs:", "`departs:` without a reason")
        self.assert_finds("a | so | later: ", "`later:` without a reason")

    def test_a_rule_is_there_once(self):
        found = findings("a | so | Suite.Name\na | so | Suite.Name\n")
        self.assertEqual(found, ["tests/rules/a.txt:2: 'a' is there twice"])

    def test_a_list_without_rules(self):
        self.assertEqual(findings("# why\n"), ["tests/rules/*.txt: no rules"])


if __name__ == "__main__":
    unittest.main()
