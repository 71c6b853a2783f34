#include "engine/base/text.hpp"

#include <algorithm>
#include <new>

#include "engine/base/check.hpp"

namespace meseta {

Text::Text(std::string_view content) {
  if (content.empty()) return;
  CHECK(content.size() <= UINT32_MAX);
  Digest digest;
  digest.fold_bytes(content.data(), content.size());
  void* const memory = ::operator new(sizeof(Node) + content.size());
  node_ = new (memory) Node{1, static_cast<std::uint32_t>(content.size()), digest};
  std::copy(content.begin(), content.end(), bytes(node_));
}

void Text::release(Node* node) {
  node->~Node();
  ::operator delete(node);
}

}  // namespace meseta
