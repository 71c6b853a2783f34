#include "engine/base/text.hpp"

#include <algorithm>
#include <new>

#include "engine/base/check.hpp"

namespace meseta {

Text::Text(std::string_view content) {
  if (content.empty()) return;
  if (content.size() <= kSmallMax) {
    word_ = content.size() * 2 + 1;
    std::copy(content.begin(), content.end(), reinterpret_cast<char*>(&word_) + 1);
    return;
  }
  CHECK(content.size() <= UINT32_MAX);
  Digest digest;
  digest.fold_bytes(content.data(), content.size());
  void* const memory = ::operator new(sizeof(Node) + content.size());
  new (memory) Node{1, static_cast<std::uint32_t>(content.size()), digest};
  word_ = reinterpret_cast<std::uintptr_t>(memory);
  std::copy(content.begin(), content.end(), reinterpret_cast<char*>(node() + 1));
}

void Text::release(Node* node) {
  node->~Node();
  ::operator delete(node);
}

}  // namespace meseta
