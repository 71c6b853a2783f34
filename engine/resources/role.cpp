#include "engine/resources/role.hpp"

#include <algorithm>
#include <string>

#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

tl::unexpected<Refusal> refuse_role(std::string_view role, const std::string& why) {
  return refuse("role " + quoted(role) + " " + why);
}

Result<void> validate_component(std::string_view role, std::string_view component) {
  if (component.empty()) {
    return refuse_role(role, "has an empty component; expected names joined by single '/'");
  }
  if (component == "." || component == ".." || component == kEverybody) {
    return refuse_role(role, "has a component " + quoted(component) + "; expected a name");
  }
  if (component.starts_with('-')) {
    return refuse_role(role, "has a component that begins with '-'; expected a name");
  }
  if (std::any_of(component.begin(), component.end(), is_blank_or_control)) {
    return refuse_role(role, "contains a blank or a control character; expected a name");
  }
  return {};
}

}  // namespace

Result<void> validate_role(std::string_view role) {
  if (role == kEverybody) return {};
  if (role.empty()) return refuse("a role is empty; expected a name such as eng/web");
  if (role.size() > kRoleSizeMax) {
    return refuse_role(role, "is too long; at most " + std::to_string(kRoleSizeMax) + " bytes");
  }
  if (role.starts_with('/') || role.ends_with('/')) {
    return refuse_role(role, "begins or ends with '/'; expected a name such as eng/web");
  }
  std::size_t depth = 0;
  for (std::size_t begin = 0; begin <= role.size(); ++depth) {
    const std::size_t end = std::min(role.find('/', begin), role.size());
    auto valid = validate_component(role, role.substr(begin, end - begin));
    if (!valid) return valid;
    begin = end + 1;
  }
  if (depth > kRoleDepthMax) {
    return refuse_role(role,
                       "is too deep; at most " + std::to_string(kRoleDepthMax) + " components");
  }
  return {};
}

bool is_ancestor(std::string_view above, std::string_view below) {
  return below.size() > above.size() && below[above.size()] == '/' && below.starts_with(above);
}

std::string_view top_level(std::string_view role) { return role.substr(0, role.find('/')); }

std::string_view parent(std::string_view role) {
  const std::size_t slash = role.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : role.substr(0, slash);
}

}  // namespace meseta
