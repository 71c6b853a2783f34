"""What tidy enforces, as data. tidy.py holds the code that reads it.

A folder that is not named here has no rule about what it includes, and nobody includes it: to add a
folder, say in LAYERS what it may see.
"""

_PORTS = ["engine/clock", "engine/transport", "engine/store", "engine/launcher"]
_POLICIES = [
    "engine/allocator",
    "engine/authorizer",
    "engine/limiter",
    "engine/registry",
    "engine/reconciler",
]
_BELOW_POLICIES = ["engine/base", "engine/resources", "engine/constraints"]
_BELOW_COMPONENTS = _BELOW_POLICIES + ["engine/event"] + _POLICIES
_ENGINE = ["engine"]
_SIM = _ENGINE + ["workload", "report", "scenarios", "regex"]

# Folder: the folders it may include, besides itself. A name covers what lies below it.
LAYERS = {
    "engine/base": [],
    "engine/resources": ["engine/base"],
    "engine/constraints": ["engine/base", "engine/resources"],
    "engine/event": _BELOW_POLICIES,
    **{port: _BELOW_POLICIES + ["engine/event"] for port in _PORTS},
    **{policy: _BELOW_POLICIES for policy in _POLICIES},
    "engine/registry": _BELOW_POLICIES + ["engine/event"],  # It applies the records that are stored.
    "engine/master": _BELOW_COMPONENTS,
    "engine/agent": _BELOW_COMPONENTS,
    "engine/scheduler": _BELOW_COMPONENTS,
    "engine/loop": _BELOW_POLICIES + ["engine/event"] + _PORTS,
    "workload": _ENGINE,
    "report": _ENGINE,
    "regex": ["engine/base", "engine/constraints"],
    "api": _ENGINE,
    "scenarios": _ENGINE + ["api", "workload"],
    "backends/sim": _SIM,
    "backends/linux": _SIM + ["api"],
    "cli": _SIM + ["api", "backends"],
    "bench": _SIM + ["api", "backends"],
    "tests": _SIM + ["api", "backends", "cli", "bench"],
}

# Generated protobuf headers: the codec, the scenario reader, and their tests.
PROTOBUF_USERS = ["api", "scenarios", "tests/api", "tests/scenarios"]

# System headers the engine may include: pure C++, nothing that asks the world or differs by library.
ENGINE_HEADERS = set(
    """algorithm array bit charconv compare concepts cstddef cstdint cstring initializer_list
    iterator limits map memory new numeric optional set span string string_view tuple type_traits
    utility variant vector""".split()
)

# Headers that single files of the engine may include besides.
ENGINE_HEADERS_BY_FILE = {
    "engine/base/check.cpp": {"cstdio", "cstdlib"},
    "engine/base/lookup.hpp": {"boost/unordered/unordered_flat_map.hpp"},  # Offers no iteration.
    "engine/base/result.hpp": {"tl/expected.hpp"},
}

# Banned wherever the same seed must give the same history: header: what to use instead.
_UNORDERED = "std::map, or a sorted std::vector: iteration follows the key, not the hash"
_THREADS = "an event: decisions are made by one thread, and the loop serialises the world"
DETERMINISTIC_HEADERS = {
    "chrono": "engine/base/time.hpp, and `now` as an argument",
    "ctime": "engine/base/time.hpp, and `now` as an argument",
    "random": "engine/base/choices.hpp",
    "cmath": "integers or a table: libm differs between processors",
    "unordered_map": _UNORDERED,
    "unordered_set": _UNORDERED,
    "thread": _THREADS,
    "mutex": _THREADS,
    "atomic": _THREADS,
    "future": _THREADS,
    "condition_variable": _THREADS,
}
DETERMINISTIC = ["engine", "workload", "report", "scenarios", "regex", "backends/sim"]

# What to say about a header of the engine that is not on its list.
ENGINE_INSTEAD = {
    **DETERMINISTIC_HEADERS,
    "functional": "a template parameter or an interface: std::function allocates per call",
    "filesystem": "an event: only backends touch files",
    "fstream": "an event: only backends touch files",
    "iostream": "the history: a log line is rendered from it",
    "sstream": "engine/base/text.hpp",
    "cassert": "CHECK from engine/base/check.hpp, which is on in every build",
    "stdexcept": "Result<T> from engine/base/result.hpp",
    "exception": "Result<T> from engine/base/result.hpp",
    "cstdio": "engine/base/text.hpp",
    "cstdlib": "CHECK from engine/base/check.hpp",
    "tl/expected.hpp": "Result<T> from engine/base/result.hpp",
}
ENGINE_INSTEAD_DEFAULT = "pure C++, or move the work to a backend"

# Bans that one file may break: the hook of a failed CHECK is reached from anywhere.
ENGINE_CALLS_EXEMPT = {"engine/base/check.cpp": {"thread_local"}}

_CHOICES = "choose() from engine/base/choices.hpp"
_NOW = "`now`, an argument of every handler"
_INTEGERS = "integers: fixed point, or cross-multiplied fractions in 128 bits"

# (pattern, what it is, what to use instead), on code without comments and strings.
DETERMINISTIC_CALLS = [
    (r"\b(?:std::)?s?rand\s*\(", "rand()", _CHOICES),
    (r"\bstd::(?:random_device|mt19937\w*|\w+_distribution|shuffle|sample)\b",
     "the standard's randomness", _CHOICES),
    (r"\bstd::(?:time|clock)\s*\(|(?<![\w.:>])time\s*\(\s*(?:nullptr|NULL|0)\s*\)",
     "the wall clock", _NOW),
    (r"\b(?:gettimeofday|clock_gettime)\s*\(", "the wall clock", _NOW),
    (r"\bstd::hash\b", "std::hash", "Digest from engine/base/digest.hpp, or an ordered map"),
    (r"\bstd::unordered_\w+", "an unordered container", _UNORDERED),
]
ENGINE_CALLS = [
    (r"\bstd::function\b", "std::function", "a template parameter or an interface"),
    (r"\b(?:float|double)\b", "floating point", _INTEGERS),
    (r"\bstd::(?:sqrt|cbrt|pow|exp|exp2|log|log2|log10|floor|ceil|round|trunc|fmod|l?lround|sin|cos"
     r"|tan)\s*\(", "libm", _INTEGERS),
    (r"(?<![\w.:>])(?:sqrt|pow|exp2?|log2|log10|fmod|l?lround)\s*\(", "libm", _INTEGERS),
    (r"\bthread_local\b", "thread_local", "a member: the engine has no globals and no threads"),
    (r"(?<![\w.:>])assert\s*\(", "assert", "CHECK, which is on in every build"),
    (r"(?<![\w.:>])(?:std::)?getenv\s*\(", "getenv", "an option, which the history records"),
]

LINES_MAX = {".hpp": 150, ".cpp": 400}
FUNCTION_LINES_MAX = 70

TEXT_SUFFIXES = set(
    ".cpp .hpp .py .sh .cmake .txt .md .yaml .yml .json .proto .in .toml .csv".split()
)
TEXT_NAMES = {"dev", ".ci/run", ".clang-tidy", ".clang-format", ".editorconfig", ".gitignore"}

# This folder spells the words out in order to forbid them.
WORDS_EXEMPT = ["tools/tidy"]

WORDS = [
    (r"\b(?:TODO|FIXME|XXX)\b", "an unkept promise", "a finished thing, or an issue"),
    (r"(?<![\w.}-])/(?:work|tmp|home|root)(?:/|\b)", "a path of one machine",
     "a relative path, an option, or testing::TempDir()"),
]
