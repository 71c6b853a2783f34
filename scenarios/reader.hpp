// Scenarios from files: what `meseta run` reads. The format is documented in
// api/meseta/scenario.proto.
//
//     text -> tree (yaml) -> overrides -> messages, by the schema (message_reader)
//          -> checked structs (builders), traces read and prepared
//
// Errors are for the user: `FILE:LINE:COLUMN: what is wrong; expected form`, or `--set path=value:
// …`, or a row of a trace. The first one is told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "scenarios/file.hpp"
#include "scenarios/scenario.hpp"

namespace meseta {

// Reads the file, with `overrides` of the form `path=value`, and the traces it names. Paths in the
// file are relative to it, those in overrides to the current directory.
[[nodiscard]] Result<Scenario> read_scenario(const std::string& path,
                                             const std::vector<std::string>& overrides);

// The same of a text that is called `file_name`; traces are read through `files`.
[[nodiscard]] Result<Scenario> parse_scenario(std::string_view yaml, std::string_view file_name,
                                              const std::vector<std::string>& overrides,
                                              FileReader& files);

}  // namespace meseta
