// Forms: how messages, records and nouns read in a transcript, with names for ids.
//
//     offers{o1 a1 cpus:4;mem:1024, o2 a2 cpus:8;mem:1024}
//     update_forward{f1.t1 a1 RUNNING u1 source=EXECUTOR}
//
// What is not there is left out. A kind of message without a form of its own is printed as the
// engine prints it.
#pragma once

#include <string>
#include <vector>

#include "engine/event/body.hpp"
#include "engine/event/info.hpp"
#include "engine/event/outbox.hpp"
#include "engine/event/records.hpp"
#include "tests/transcripts/language/names.hpp"

namespace meseta::transcript {

std::string form(const Body& body, Names& names);
std::string form(const Record& record, Names& names);
// Alarms are not for here: their kinds are the component's own.
std::string form(const Want& want, Names& names);

std::string form(const Offer& offer, Names& names);
std::string form(const TaskInfo& task, FrameworkId framework, Names& names);
std::string form(const StatusUpdate& status, Names& names);

// `RUNNING`, `INVALID_OFFERS`, `MASTER`.
std::string form(TaskState state);
std::string form(StatusReason reason);
std::string form(StatusSource source);

// `cpus:1;mem:64`, or `nothing`.
std::string amount(const Resources& resources);
std::string amount(const Quantities& quantities);

// `f1.t1`.
std::string task_id(FrameworkId framework, const Text& task, Names& names);

// A text as a word: in quotes if it would not be one without.
std::string word(const Text& text);
std::string join(const std::vector<std::string>& words, const char* between);
std::string join(const std::vector<Text>& texts, const char* between);

}  // namespace meseta::transcript
