// CSV as RFC 4180 has it, with line feeds: fields are quoted where they need it.
#pragma once

#include <string>
#include <string_view>

#include "report/summary.hpp"

namespace meseta {

// A field on its own.
std::string csv_field(std::string_view text);

// Why tasks waited: a line per task, class of agents and reason.
//
//     framework,task,waited_s,placed,reason,agent_class,class_reason,agents
//
// A task of which no reason was counted has one line with the last three fields empty.
std::string waits_csv(const Summary& summary);

}  // namespace meseta
