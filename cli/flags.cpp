#include "cli/flags.hpp"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <sstream>

#include "report/closest.hpp"

namespace meseta::cli {

namespace po = boost::program_options;

namespace {

constexpr const char* kArgument = "argument";  // The hidden option positional arguments become.

po::options_description describe(const CommandLine& line) {
  po::options_description flags("Flags");
  for (const Flag& flag : line.flags) {
    if (flag.value.empty()) {
      flags.add_options()(flag.name.c_str(), flag.help.c_str());
    } else if (flag.repeatable) {
      flags.add_options()(
          flag.name.c_str(),
          po::value<std::vector<std::string>>()->value_name(flag.value)->composing(),
          flag.help.c_str());
    } else {
      flags.add_options()(flag.name.c_str(), po::value<std::string>()->value_name(flag.value),
                          flag.help.c_str());
    }
  }
  flags.add_options()("help,h", "Print this.");
  return flags;
}

// `--a_b=c_d` is `--a-b=c_d`.
std::vector<std::string> normalized(std::span<const std::string> arguments) {
  std::vector<std::string> made(arguments.begin(), arguments.end());
  for (std::string& argument : made) {
    if (argument == "--") break;
    if (!argument.starts_with("--")) continue;
    const std::size_t end = std::min(argument.find('='), argument.size());
    std::replace(argument.begin(), argument.begin() + static_cast<std::ptrdiff_t>(end), '_', '-');
  }
  return made;
}

std::string unknown(const CommandLine& line, const std::string& option) {
  std::vector<std::string> names;
  for (const Flag& flag : line.flags) names.push_back("--" + flag.name);
  const std::string_view near = closest(option, names);
  const std::string flag = "there is no flag " + option + "; ";
  if (!near.empty()) return flag + "did you mean " + std::string(near) + "?";
  return flag + "expected one of those in `meseta help " + line.command + "`";
}

}  // namespace

std::optional<std::string> Flags::get(const std::string& name) const {
  const auto found = given_.find(name);
  if (found == given_.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

std::vector<std::string> Flags::all(const std::string& name) const {
  const auto found = given_.find(name);
  return found == given_.end() ? std::vector<std::string>{} : found->second;
}

Result<Flags> parse_flags(const CommandLine& line, std::span<const std::string> arguments) {
  po::options_description options = describe(line);
  options.add_options()(kArgument, po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add(kArgument, -1);
  Flags flags;
  try {
    namespace style = po::command_line_style;
    const auto parsed =
        po::command_line_parser(normalized(arguments))
            .options(options)
            .positional(positional)
            .style(style::allow_long | style::long_allow_adjacent | style::long_allow_next |
                   style::allow_short | style::allow_dash_for_short | style::short_allow_next)
            .run();
    po::variables_map checked;  // Refuses what is given twice.
    po::store(parsed, checked);
    for (const auto& option : parsed.options) {
      auto& values = flags.given_[option.string_key];
      values.insert(values.end(), option.value.begin(), option.value.end());
    }
  } catch (const po::unknown_option& error) {
    return refuse(unknown(line, error.get_option_name()));
  } catch (const po::error& error) {
    return refuse(std::string(error.what()) + "; see `meseta help " + line.command + "`");
  }
  const std::vector<std::string> positionals = flags.all(kArgument);
  flags.given_.erase(kArgument);
  if (flags.has("help")) return flags;
  const std::size_t most = line.argument.empty() ? 0 : 1;
  if (positionals.size() > most) {
    return refuse("'" + positionals[most] + "' is too much; expected " +
                  (most == 0 ? "no argument" : "one " + line.argument));
  }
  if (positionals.empty() && most == 1 && !line.argument_optional) {
    return refuse("no " + line.argument + " is given; expected `meseta " + line.command + " " +
                  line.argument + "`");
  }
  if (!positionals.empty()) flags.argument_ = positionals.front();
  return flags;
}

std::string help_text(const CommandLine& line) {
  std::ostringstream text;
  text << "meseta " << line.command;
  if (!line.argument.empty()) {
    text << (line.argument_optional ? " [" + line.argument + "]" : " " + line.argument);
  }
  for (const Flag& flag : line.flags) {
    text << " [--" << flag.name << (flag.value.empty() ? "" : " " + flag.value) << "]"
         << (flag.repeatable ? "…" : "");
  }
  text << "\n\n" << line.about << "\n\n" << describe(line);
  return text.str();
}

Result<std::uint64_t> parse_number(const std::string& name, const std::string& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) {
    return refuse(name + " is '" + text + "'; expected an integer from 0 to 18446744073709551615");
  }
  return number;
}

}  // namespace meseta::cli
