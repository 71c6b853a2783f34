#include "tests/transcripts/language/forms.hpp"

#include <algorithm>

#include "engine/event/print.hpp"
#include "engine/event/visit_body.hpp"
#include "tests/builders/stage.hpp"

namespace meseta::transcript {

namespace {

std::string without(std::string_view text, std::string_view front) {
  if (text.starts_with(front)) text.remove_prefix(front.size());
  return std::string(text);
}

std::string refuse_form(const std::optional<Duration>& refuse) {
  return refuse ? " refuse=" + print_seconds(refuse->ns) : "";
}

std::string quoted(const Text& text) { return '"' + text.str() + '"'; }

// The inside of the braces.
class Former {
 public:
  explicit Former(Names& names) : names_(names) {}

  // Master and agent.
  std::string operator()(const RegisterAgent& m) {
    std::string text = m.agent.valid() ? names_.of(m.agent) : "new";
    text += " " + to_string(m.info->resources);
    for (const RegisterAgent::Running& running : m.tasks) {
      text +=
          " " + task_id(running.framework, running.task->name, names_) + ":" + form(running.state);
      if (running.status_state != running.state) text += " status=" + form(running.status_state);
      if (running.status_uuid.valid()) text += ":" + names_.of(running.status_uuid);
    }
    return text;
  }
  std::string operator()(const AgentRegistered& m) { return names_.of(m.agent); }
  std::string operator()(const ShutdownAgent& m) { return quoted(m.reason); }
  std::string operator()(const RunTask& m) { return form(*m.task, m.framework, names_); }
  std::string operator()(const KillTask& m) { return task_id(m.framework, m.task, names_); }
  std::string operator()(const ShutdownFramework& m) { return names_.of(m.framework); }
  std::string operator()(const Update& m) { return form(m.status, names_); }
  std::string operator()(const AckForward& m) {
    return task_id(m.framework, m.task, names_) + " " + names_.of(m.uuid);
  }

  // Master to framework.
  std::string operator()(const Subscribed& m) { return names_.of(m.framework); }
  std::string operator()(const FrameworkError& m) { return quoted(m.message); }
  std::string operator()(const Offers& m) {
    std::vector<std::string> offers;
    for (const Offer& offer : m.offers) offers.push_back(form(offer, names_));
    return join(offers, ", ");
  }
  std::string operator()(const Rescind& m) { return of(m.offers); }
  std::string operator()(const UpdateForward& m) { return form(m.status, names_); }
  std::string operator()(const AgentFailure& m) { return names_.of(m.agent); }

  // Framework to master.
  std::string operator()(const Subscribe& m) {
    std::string text = m.framework.valid() ? names_.of(m.framework) : "new";
    text += " roles=" + join(m.info->roles, ",");
    if (!m.suppressed_roles.empty()) text += " suppressed=" + join(m.suppressed_roles, ",");
    return text;
  }
  std::string operator()(const Accept& m) {
    std::string text = of(m.offers) + refuse_form(m.refuse);
    for (const Ref<TaskInfo>& task : m.tasks) {
      text += " task=" + word(task->name) + " " + to_string(*task->resources);
    }
    return text;
  }
  std::string operator()(const Decline& m) { return of(m.offers) + refuse_form(m.refuse); }
  std::string operator()(const Suppress& m) { return join(m.roles, ","); }
  std::string operator()(const Revive& m) { return join(m.roles, ","); }
  std::string operator()(const Kill& m) { return claim(m.task, m.agent); }
  std::string operator()(const Reconcile& m) {
    std::vector<std::string> claims;
    for (const Reconcile::Claim& c : m.tasks) claims.push_back(claim(c.task, c.agent));
    return join(claims, " ");
  }
  std::string operator()(const Teardown&) { return ""; }
  std::string operator()(const Ack& m) { return claim(m.task, m.agent) + " " + names_.of(m.uuid); }

  // Records.
  std::string operator()(const AgentAdmitted& r) {
    return "agent_admitted{" + names_.of(r.agent) + " " + to_string(r.info->resources) + "}";
  }
  std::string operator()(const AgentUnreachable& r) {
    return "agent_unreachable{" + names_.of(r.agent) +
           " since=" + print_seconds((r.since - Stage::kBeginning).ns) + "}";
  }
  std::string operator()(const AgentReachable& r) {
    return "agent_reachable{" + names_.of(r.agent) + "}";
  }
  std::string operator()(const FrameworkAdmitted& r) {
    return "framework_admitted{" + names_.of(r.framework) + " roles=" + join(r.info->roles, ",") +
           "}";
  }
  std::string operator()(const FrameworkRemoved& r) {
    return "framework_removed{" + names_.of(r.framework) + "}";
  }
  std::string operator()(const AgentIdentity& r) {
    return "agent_identity{" + names_.of(r.agent) + "}";
  }
  std::string operator()(const FrameworkIdentity& r) {
    return "framework_identity{" + names_.of(r.framework) + "}";
  }

 private:
  std::string of(const std::vector<OfferId>& ids) {
    std::vector<std::string> offers;
    for (const OfferId id : ids) offers.push_back(names_.of(id));
    return join(offers, ",");
  }
  std::string claim(const Text& task, AgentId agent) {
    return word(task) + (agent.valid() ? "@" + names_.of(agent) : "");
  }

  Names& names_;
};

}  // namespace

std::string form(const Body& body, Names& names) {
  std::string text;
  visit_body(body, [&](const auto& message) {
    if constexpr (requires { Former(names)(message); }) {
      text = std::string(message.kName) + "{" + Former(names)(message) + "}";
    } else {
      text = print(body);
    }
  });
  return text;
}

std::string form(const Record& record, Names& names) {
  return std::visit([&](const auto& fact) { return Former(names)(fact); }, record);
}

std::string form(const Want& want, Names& names) {
  switch (want.verb) {
    case Want::Verb::Send:
      return "send " + names.of(want.session) + " " + form(want.body, names);
    case Want::Verb::Open:
      return "open " + names.of(want.peer);
    case Want::Verb::Close:
      return "close " + names.of(want.session);
    case Want::Verb::Persist:
      return "persist " + form(*want.record, names);
    case Want::Verb::Watch:
      return "watch " + names.of(want.peer) + " every " + print_seconds(want.span.ns) +
             ", silent after " + std::to_string(want.kind);
    case Want::Verb::Unwatch:
      return "unwatch " + names.of(want.peer);
    case Want::Verb::Launch: {
      const auto& launch = want.body.as<RunTask>();
      return "launch " + form(*launch.task, launch.framework, names);
    }
    case Want::Verb::Kill: {
      const auto& kill = want.body.as<KillTask>();
      return "kill " + task_id(kill.framework, kill.task, names) +
             " grace=" + print_seconds(want.span.ns);
    }
    default:
      return print(want);
  }
}

std::string form(const Offer& offer, Names& names) {
  std::string text = names.of(offer.id) + " " + names.of(offer.agent);
  if (offer.role.view() != "*") text += " " + offer.role.str();
  return text + " " + to_string(offer.resources);
}

std::string form(const TaskInfo& task, FrameworkId framework, Names& names) {
  std::string text = task_id(framework, task.name, names) + " " + names.of(task.agent) + " " +
                     (task.resources ? amount(*task.resources) : "nothing");
  if (task.resources && !task.resources->cards().empty()) {
    text += " cards=" + to_string(task.resources->cards());
  }
  if (!task.role.empty()) text += " role=" + task.role.str();
  if (!task.user.empty()) text += " user=" + task.user.str();
  if (task.kill_grace != Duration{}) text += " grace=" + print_seconds(task.kill_grace.ns);
  return text;
}

std::string form(const StatusUpdate& status, Names& names) {
  std::string text = task_id(status.framework, status.task, names);
  if (status.agent.valid()) text += " " + names.of(status.agent);
  text += " " + form(status.state);
  if (status.uuid.valid()) text += " " + names.of(status.uuid);
  if (status.latest_state != status.state) text += " latest=" + form(status.latest_state);
  text += " source=" + form(status.source);
  if (status.reason != StatusReason::None) text += " reason=" + form(status.reason);
  if (!status.message.empty()) text += " " + quoted(status.message);
  return text;
}

std::string form(TaskState state) { return without(to_string(state), "TASK_"); }
std::string form(StatusReason reason) { return without(to_string(reason), "REASON_"); }
std::string form(StatusSource source) { return without(to_string(source), "SOURCE_"); }

std::string amount(const Resources& resources) {
  return resources.empty() ? "nothing" : to_string(resources);
}
std::string amount(const Quantities& quantities) {
  const std::string text = to_string(quantities);
  return text.empty() ? "nothing" : text;
}

std::string task_id(FrameworkId framework, const Text& task, Names& names) {
  return names.of(framework) + "." + word(task);
}

std::string word(const Text& text) {
  const auto plain = [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '='; };
  const std::string_view bytes = text.view();
  if (!bytes.empty() && std::all_of(bytes.begin(), bytes.end(), plain)) return text.str();
  return quoted(text);
}

std::string join(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& one : words) text += (text.empty() ? "" : between) + one;
  return text;
}

std::string join(const std::vector<Text>& texts, const char* between) {
  std::vector<std::string> words;
  for (const Text& text : texts) words.push_back(text.str());
  return join(words, between);
}

}  // namespace meseta::transcript
